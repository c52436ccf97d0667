package dev.releaseledger.query.release;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.query.entry.ReadEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment went: every change of its standing, in the order of positions. It is told from what the release was before
 * an entry and after it, so that it follows {@link Deployment.Standing} and {@link Rollback.Progress} whatever event changes
 * those.
 *
 * @param changes never empty; the first is its start
 */
public record DeploymentCourse(List<Change> changes) {

    /** How a deployment stands. */
    public enum Standing {
        /** Under way. */
        RUNNING,
        /** Looked at, and works. */
        VERIFIED,
        /** Looked at, and does not work. */
        FAILED,
        /** Taken out, and nothing says yet that what ran before is back. It stays so where the rollback failed. */
        BEING_TAKEN_BACK,
        /** Taken back. */
        TAKEN_BACK
    }

    /**
     * A change of its standing.
     *
     * @param position the entry that changed it
     * @param recordedAt when that was recorded
     * @param at when it happened: the claimed time of backfilled history, otherwise the recorded time
     * @param by who said it
     * @param percent how far it was, while it ran
     * @param rollbackId what took it back
     * @param toVersion the version that the rollback returned to, where it named one
     */
    public record Change(
            long position,
            Instant recordedAt,
            Instant at,
            UUID by,
            Standing standing,
            @Nullable Integer percent,
            @Nullable UUID rollbackId,
            @Nullable String toVersion) {}

    public Change start() {
        return changes.getFirst();
    }

    public Change last() {
        return changes.getLast();
    }

    /** The last percentage that was told; empty where none was. */
    public Optional<Integer> percent() {
        return changes.reversed().stream()
                .flatMap(change -> Optional.ofNullable(change.percent()).stream())
                .findFirst();
    }

    /** The courses of a release's deployments, by id in the order of their starts, after one more entry. */
    static Map<UUID, DeploymentCourse> after(
            Map<UUID, DeploymentCourse> courses, ReleaseState before, ReleaseState after, Envelope said) {
        if (!(after instanceof Release is)) {
            return courses;
        }
        Map<UUID, Told> was = before instanceof Release release ? told(release) : Map.of();
        Map<UUID, DeploymentCourse> next = new LinkedHashMap<>(courses);
        told(is).forEach((id, told) -> {
            if (!told.equals(was.get(id))) {
                next.merge(id, new DeploymentCourse(List.of(told.by(said))), DeploymentCourse::then);
            }
        });
        return Collections.unmodifiableMap(next);
    }

    private static Map<UUID, Told> told(Release release) {
        Map<UUID, Told> told = new LinkedHashMap<>();
        release.deployments().forEach((id, deployment) -> told.put(id, Told.of(deployment, release)));
        return told;
    }

    private DeploymentCourse then(DeploymentCourse more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(more.changes());
        return new DeploymentCourse(List.copyOf(all));
    }

    /** How a deployment stands in a release: by its own standing, and by how far what takes it back is. */
    private record Told(
            Standing standing,
            @Nullable Integer percent,
            @Nullable UUID rollbackId,
            @Nullable String toVersion) {

        static Told of(Deployment deployment, Release release) {
            return switch (deployment.standing()) {
                case Deployment.Standing.Running running -> new Told(Standing.RUNNING, running.percent(), null, null);
                case Deployment.Standing.Verified verified -> new Told(Standing.VERIFIED, null, null, null);
                case Deployment.Standing.Failed failed -> new Told(Standing.FAILED, null, null, null);
                case Deployment.Standing.TakenBack takenBack -> {
                    Rollback rollback = release.rollbacks().get(takenBack.rollbackId());
                    yield rollback == null
                            ? new Told(Standing.TAKEN_BACK, null, takenBack.rollbackId(), null)
                            : new Told(
                                    isBack(rollback.progress()) ? Standing.TAKEN_BACK : Standing.BEING_TAKEN_BACK,
                                    null,
                                    takenBack.rollbackId(),
                                    rollback.demand().toVersion());
                }
            };
        }

        private static boolean isBack(Rollback.Progress progress) {
            return switch (progress) {
                case Rollback.Progress.Authorised authorised -> true;
                case Rollback.Progress.Verified verified -> true;
                case Rollback.Progress.Completed completed -> true;
                case Rollback.Progress.Waiting waiting -> false;
                case Rollback.Progress.Executing executing -> false;
                case Rollback.Progress.Executed executed -> false;
                case Rollback.Progress.Failed failed -> false;
                case Rollback.Progress.Withdrawn withdrawn -> false;
            };
        }

        Change by(Envelope said) {
            return new Change(
                    said.position(),
                    said.time(),
                    ReadEntry.judgedAt(said),
                    said.attribution().actor(),
                    standing,
                    percent,
                    rollbackId,
                    toVersion);
        }
    }
}
