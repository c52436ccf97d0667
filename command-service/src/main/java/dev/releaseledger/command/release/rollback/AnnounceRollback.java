package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Record that somebody told people of a rollback by hand: whatever is due to be told of it and was not sent yet.
 *
 * @param only the announcements that are meant, by their ids; every one that is due where it is empty
 */
public record AnnounceRollback(
        UUID releaseId,
        UUID rollbackId,
        Set<String> only,
        @Nullable String link,
        @Nullable String comment) implements ReleaseCommand {

    /** What was sent already is proposed where nothing else is left, so that it is said by who may say it. */
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        List<PlannedAnnouncement> due = due(release, policy);
        List<PlannedAnnouncement> left = unsent(due);
        return (left.isEmpty() ? due : left)
                .stream()
                        .<ReleaseEvent>map(planned ->
                                new AnnouncementSent(planned.announcement().id(), 0, true, null, link, comment))
                        .toList();
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return unsent(due(release, policy)).isEmpty();
    }

    /** Why it comes to nothing: there is nothing to tell of the rollback now, or not what is named; empty where there is. */
    public Optional<Problem> problem(Release release, ReleasePolicy policy) {
        Set<String> told = new TreeSet<>();
        ofTheRollback(release, policy)
                .forEach(planned -> told.add(planned.announcement().id()));
        Set<String> others = new TreeSet<>(only);
        others.removeAll(told);
        if (told.isEmpty() || !others.isEmpty()) {
            return Optional.of(Problem.of(
                    409,
                    "nothing-to-announce",
                    "Nothing to announce",
                    told.isEmpty()
                            ? "nothing is to be told of rollback " + rollbackId + " now"
                            : "not to be told of rollback " + rollbackId + " now: " + String.join(", ", others)
                                    + "; to be told: " + String.join(", ", told)));
        }
        return Optional.empty();
    }

    private List<PlannedAnnouncement> due(Release release, ReleasePolicy policy) {
        return ofTheRollback(release, policy)
                .filter(planned ->
                        only.isEmpty() || only.contains(planned.announcement().id()))
                .toList();
    }

    private Stream<PlannedAnnouncement> ofTheRollback(Release release, ReleasePolicy policy) {
        return AnnouncementPlan.of(release, policy, rollbackId).stream()
                .filter(planned -> planned.dueAt() != null || planned.course().isSent());
    }

    private static List<PlannedAnnouncement> unsent(List<PlannedAnnouncement> due) {
        return due.stream().filter(planned -> !planned.course().isSent()).toList();
    }

    /** People are told now, never in the past. */
    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }
}
