package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Settlement;
import dev.releaseledger.events.release.WatchPassed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A release went to production, and when the watch of that deployment passed, or the release was completed, nothing on record
 * told anybody of it: no announcement was made, no notes were published, and no item that confirms it ({@code
 * support-notified}, {@code customer-success-notified}) was ticked. It ends where one of these follows.
 *
 * <p>PROCESS.md, Anti-patterns: no communication to stakeholders; Communication plan.
 */
public final class StakeholdersNotTold implements FindingRule {
    private static final Set<String> NOTIFIED = Set.of("support-notified", "customer-success-notified");

    @Override
    public String id() {
        return "stakeholders-not-told";
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
        return "Stakeholders were not told";
    }

    @Override
    public String definition() {
        return "A release was deployed to production, and when the watch of a deployment of it passed, or it was completed"
                + " before, no announcement was sent, no notes were published, and neither support-notified nor"
                + " customer-success-notified was ticked. It ends where one of these follows.";
    }

    @Override
    public String source() {
        return "Anti-patterns: no communication to stakeholders";
    }

    @Override
    public List<Verdict> judge(History history, ReleasePolicy policy) {
        Said<ReleasePlanned> planned = history.planned();
        Optional<Said<DeploymentStarted>> start = history.toProduction(policy).findFirst();
        if (planned == null || start.isEmpty()) {
            return List.of();
        }
        Optional<Said<ReleaseEvent>> over = history.said(ReleaseEvent.class)
                .filter(said -> said.isAfter(start.get())
                        && (said.event() instanceof ReleaseCompleted || said.event() instanceof WatchPassed))
                .findFirst();
        Said<ReleaseEvent> told = history.said(ReleaseEvent.class)
                .filter(said -> tells(said.event()))
                .findFirst()
                .orElse(null);
        return over
                .filter(end -> told == null || told.isAfter(end))
                .map(end -> Verdict.of(
                                "release",
                                "Nothing on record told anybody of the deployment to "
                                        + start.get().event().environment() + ".",
                                List.of(start.get().position(), end.position()),
                                new Absence(planned.position(), end.position()),
                                end)
                        .until(told))
                .stream()
                .toList();
    }

    private static boolean tells(ReleaseEvent event) {
        return event instanceof AnnouncementSent
                || event instanceof AnnouncementSettled settled && settled.outcome() == Settlement.SENT
                || event instanceof NotesPublished
                || event instanceof ItemTicked ticked && NOTIFIED.contains(ticked.item());
    }
}
