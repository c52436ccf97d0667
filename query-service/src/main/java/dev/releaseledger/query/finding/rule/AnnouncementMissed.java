package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.Announcement;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.Settlement;
import java.util.List;

/**
 * The time for an announcement passed, with what the policy allows it to be late by, and it was not made. It ends where that
 * announcement is made after all.
 *
 * <p>PROCESS.md, Communication plan: a missed announcement is a finding.
 */
public final class AnnouncementMissed implements ReleaseRule {
    @Override
    public String id() {
        return "announcement-missed";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public String title() {
        return "An announcement was missed";
    }

    @Override
    public String definition() {
        return "release.announcement-missed.v1 is on record. It ends where that announcement is sent, or settled as sent,"
                + " afterwards.";
    }

    @Override
    public String source() {
        return "Communication plan: a missed announcement is a finding";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        return history.said(dev.releaseledger.events.release.AnnouncementMissed.class)
                .map(missed -> {
                    String announcement = missed.event().announcementId();
                    return Verdict.of(
                                    "announcement/" + announcement + "/" + missed.position(),
                                    "The announcement “" + titleOf(announcement, policy) + "” was due at "
                                            + missed.event().dueAt() + ", and was not made in time.",
                                    List.of(missed.position()),
                                    null,
                                    missed)
                            .until(history.said(AnnouncementEvent.class)
                                    .filter(said -> said.isAfter(missed)
                                            && said.event().announcementId().equals(announcement)
                                            && isMade(said.event()))
                                    .findFirst()
                                    .orElse(null));
                })
                .toList();
    }

    private static String titleOf(String id, ReleasePolicy policy) {
        return policy.announcements().stream()
                .filter(announcement -> announcement.id().equals(id))
                .map(Announcement::title)
                .findFirst()
                .orElse(id);
    }

    private static boolean isMade(AnnouncementEvent event) {
        return event instanceof AnnouncementSent
                || event instanceof AnnouncementSettled settled && settled.outcome() == Settlement.SENT;
    }
}
