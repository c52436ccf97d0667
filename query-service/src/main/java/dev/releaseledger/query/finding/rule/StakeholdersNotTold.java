package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ItemEvent;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Settlement;
import dev.releaseledger.events.release.WatchPassed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A release went to production, and when the watch of that deployment passed, or the release was completed, nothing on record
 * told anybody of it: no announcement was made, no notes were published, and no item that confirms it ({@code
 * support-notified}, {@code customer-success-notified}) was ticked and still so. It ends where one of these follows.
 *
 * <p>PROCESS.md, Anti-patterns: no communication to stakeholders; Communication plan.
 */
public final class StakeholdersNotTold implements ReleaseRule {
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
                + " customer-success-notified was ticked and still so. It ends where one of these follows.";
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
        return history
                .said(List.of(ReleaseCompleted.class, WatchPassed.class))
                .filter(said -> said.isAfter(start.get()))
                .findFirst()
                .filter(end -> !areTold(history, end))
                .map(end -> Verdict.of(
                                "release",
                                "Nothing on record told anybody of the deployment to "
                                        + start.get().event().environment() + ".",
                                List.of(start.get().position(), end.position()),
                                new Absence(planned.position(), end.position()),
                                end)
                        .until(telling(history)
                                .filter(said -> said.isAfter(end) && tells(said.event()))
                                .findFirst()
                                .orElse(null)))
                .stream()
                .toList();
    }

    private static Stream<Said<ReleaseEvent>> telling(History history) {
        return history.said(List.of(AnnouncementEvent.class, NotesPublished.class, ItemEvent.class));
    }

    /** An item that was ticked and opened again by then tells nobody. */
    private static boolean areTold(History history, Said<?> end) {
        Map<String, Boolean> told = new HashMap<>();
        telling(history).filter(end::isAfter).forEach(said -> {
            if (said.event() instanceof ItemEvent item) {
                told.put(item.item(), tells(item));
            } else if (tells(said.event())) {
                told.put("", true);
            }
        });
        return told.containsValue(true);
    }

    private static boolean tells(ReleaseEvent event) {
        return event instanceof AnnouncementSent
                || event instanceof AnnouncementSettled settled && settled.outcome() == Settlement.SENT
                || event instanceof NotesPublished
                || event instanceof ItemTicked ticked && NOTIFIED.contains(ticked.item());
    }
}
