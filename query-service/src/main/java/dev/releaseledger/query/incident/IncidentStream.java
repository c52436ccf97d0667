package dev.releaseledger.query.incident;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.ImpactStated;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.PostMortemPublished;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.query.entry.FoldedStream;
import dev.releaseledger.query.entry.Reached;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamKind;
import java.util.Optional;
import java.util.UUID;

/**
 * An incident's stream, folded so far. The list, the search, the view and every {@code asOf} are made by this one fold, so
 * that they cannot disagree.
 *
 * @param state what the history means
 * @param backfilled whether it was opened after the fact
 * @param said where the last entry is that changed what search looks at, and the last that added links
 * @param reached how far it is folded
 */
public record IncidentStream(IncidentState state, boolean backfilled, Said said, Reached reached)
        implements FoldedStream<IncidentStream> {
    /** The incidents' streams. */
    public static final StreamKind<IncidentStream> KIND = new StreamKind<>(
            IncidentEvent::stream,
            new IncidentStream(IncidentState.unopened(), false, new Said(-1, -1), Reached.nothing()));

    /**
     * What was said where; -1 for what was never said.
     *
     * @param text the position of the last entry with a text that search looks at
     * @param links the position of the last entry with links
     */
    public record Said(long text, long links) {
        private Said and(IncidentEvent event, long at) {
            boolean opens = event instanceof IncidentOpened;
            boolean saysText = opens
                    || event instanceof LogEntryWritten
                    || event instanceof ImpactStated
                    || event instanceof RootCauseStated
                    || event instanceof ActionItemAdded
                    || event instanceof PostMortemPublished;
            boolean links = opens || event instanceof IncidentLinked || event instanceof DuplicateTaken;
            return new Said(saysText ? at : text, links ? at : this.links);
        }
    }

    /** The stream's name. */
    public static String name(UUID id) {
        return KIND.name(id);
    }

    @Override
    public IncidentStream and(long at, ReadEntry entry, int size) {
        Reached next = reached.and(at, entry, size);
        return entry.fold(
                IncidentEvent.class,
                "incidents",
                (event, envelope) -> evolved(event, envelope, next),
                reason -> unchanged(next.doubting(reason)));
    }

    private IncidentStream evolved(IncidentEvent event, Envelope envelope, Reached next) {
        return new IncidentStream(
                state.evolve(event, envelope.attribution()),
                backfilled
                        || event instanceof IncidentOpened
                                && envelope.attribution().isBackfill(),
                said.and(event, envelope.position()),
                next);
    }

    private IncidentStream unchanged(Reached next) {
        return new IncidentStream(state, backfilled, said, next);
    }

    /** The stream as far as it can be told without the policy that the incident pins, which is not understood. */
    IncidentStream withoutPolicy(int version) {
        return unchanged(reached.withoutPolicy(version));
    }

    /** The incident, once it is opened. */
    public Optional<Incident> incident() {
        return state instanceof Incident incident ? Optional.of(incident) : Optional.empty();
    }
}
