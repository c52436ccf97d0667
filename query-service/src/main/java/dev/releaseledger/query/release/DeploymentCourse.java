package dev.releaseledger.query.release;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Rollback;
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
 * an entry and after it, so that it follows {@link Deployment.Standing} whatever event changes that.
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
        Map<UUID, Deployment> was = deployments(before);
        Map<UUID, Deployment> is = deployments(after);
        if (was.equals(is) || !(after instanceof Release release)) {
            return courses;
        }
        Map<UUID, DeploymentCourse> next = new LinkedHashMap<>(courses);
        is.forEach((id, deployment) -> {
            Deployment earlier = was.get(id);
            if (earlier == null || !earlier.standing().equals(deployment.standing())) {
                next.merge(
                        id,
                        new DeploymentCourse(List.of(change(release, deployment.standing(), said))),
                        DeploymentCourse::then);
            }
        });
        return Collections.unmodifiableMap(next);
    }

    private static Map<UUID, Deployment> deployments(ReleaseState state) {
        return state instanceof Release release ? release.deployments() : Map.of();
    }

    private DeploymentCourse then(DeploymentCourse more) {
        List<Change> all = new ArrayList<>(changes);
        all.addAll(more.changes());
        return new DeploymentCourse(List.copyOf(all));
    }

    private static Change change(Release release, Deployment.Standing standing, Envelope said) {
        return switch (standing) {
            case Deployment.Standing.Running running -> change(said, Standing.RUNNING, running.percent(), null, null);
            case Deployment.Standing.Verified verified -> change(said, Standing.VERIFIED, null, null, null);
            case Deployment.Standing.Failed failed -> change(said, Standing.FAILED, null, null, null);
            case Deployment.Standing.TakenBack takenBack -> {
                Rollback rollback = release.rollbacks().get(takenBack.rollbackId());
                yield change(
                        said,
                        Standing.TAKEN_BACK,
                        null,
                        takenBack.rollbackId(),
                        rollback == null ? null : rollback.toVersion());
            }
        };
    }

    private static Change change(
            Envelope said,
            Standing standing,
            @Nullable Integer percent,
            @Nullable UUID rollbackId,
            @Nullable String toVersion) {
        return new Change(
                said.position(),
                said.time(),
                ReleaseStream.judgedAt(said),
                said.attribution().actor(),
                standing,
                percent,
                rollbackId,
                toVersion);
    }
}
