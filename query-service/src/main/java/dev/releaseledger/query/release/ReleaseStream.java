package dev.releaseledger.query.release;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.query.entry.FoldedStream;
import dev.releaseledger.query.entry.Reached;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamKind;
import dev.releaseledger.query.finding.rule.History;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A release's stream, folded so far. The lists, the view, every {@code asOf} and the history are made by this one fold, so
 * that they cannot disagree.
 *
 * @param state what the history means
 * @param courses how its deployments went, by id
 * @param rollbacks what was said of its rollbacks, by id
 * @param history what rules that find something have to know of it
 * @param reached how far it is folded
 */
public record ReleaseStream(
        ReleaseState state,
        Map<UUID, DeploymentCourse> courses,
        Map<UUID, RollbackCourse> rollbacks,
        History history,
        Reached reached)
        implements FoldedStream<ReleaseStream> {
    /** The releases' streams. */
    public static final StreamKind<ReleaseStream> KIND = new StreamKind<>(
            ReleaseEvent::stream,
            new ReleaseStream(ReleaseState.unplanned(), Map.of(), Map.of(), History.nothing(), Reached.nothing()));

    /** The stream's name. */
    public static String name(UUID id) {
        return KIND.name(id);
    }

    @Override
    public ReleaseStream and(long at, ReadEntry entry, int size) {
        Reached next = reached.and(at, entry, size);
        return entry.fold(
                ReleaseEvent.class,
                "releases",
                (event, envelope) -> evolved(event, envelope, next),
                reason -> unchanged(next.doubting(reason)));
    }

    private ReleaseStream evolved(ReleaseEvent event, Envelope envelope, Reached next) {
        ReleaseState evolved = state.evolve(event, envelope.attribution());
        return new ReleaseStream(
                evolved,
                DeploymentCourse.after(courses, state, evolved, envelope),
                RollbackCourse.after(rollbacks, event, envelope),
                history.and(event, envelope),
                next);
    }

    private ReleaseStream unchanged(Reached next) {
        return new ReleaseStream(state, courses, rollbacks, history, next);
    }

    /** The release, once it is planned. */
    public Optional<Release> release() {
        return state instanceof Release release ? Optional.of(release) : Optional.empty();
    }

    /** The stream as far as it can be told without the policy that the release pins, which is not understood. */
    ReleaseStream withoutPolicy(int version) {
        return unchanged(reached.withoutPolicy(version));
    }
}
