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
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStream.Doubt;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident's stream, folded so far. The list, the search, the view and every {@code asOf} are made by this one fold, so
 * that they cannot disagree.
 *
 * @param state what the history means
 * @param sequence the last known sequence; -1 before the first
 * @param position the position of the last entry; -1 before the first
 * @param recordedAt when the last entry was recorded
 * @param updatedAt the time that the last entry is judged by: the claimed time of backfilled history
 * @param bytes how many bytes of entries were folded: about the memory that the state takes
 * @param backfilled whether it was opened after the fact
 * @param said where the last entry is that changed what search looks at, and the last that added links
 * @param doubt the first entry that could not be understood; null when all were
 */
public record IncidentStream(
        IncidentState state,
        long sequence,
        long position,
        Instant recordedAt,
        Instant updatedAt,
        long bytes,
        boolean backfilled,
        Said said,
        @Nullable Doubt doubt) {
    private static final String PREFIX = "incident/";

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

    /** Before the first entry. */
    public static IncidentStream empty() {
        return new IncidentStream(
                IncidentState.unopened(), -1, -1, Instant.EPOCH, Instant.EPOCH, 0, false, new Said(-1, -1), null);
    }

    /** The stream's name. */
    public static String name(UUID id) {
        return IncidentEvent.stream(id);
    }

    /** The incident whose stream this is; empty for other streams. */
    public static Optional<UUID> idOf(String stream) {
        if (!stream.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(stream.substring(PREFIX.length()));
            return name(id).equals(stream) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The stream with one more entry.
     *
     * @param at the entry's position
     * @param size its length in bytes
     */
    public IncidentStream and(long at, ReadEntry entry, int size) {
        return switch (entry) {
            case ReadEntry.Understood understood -> evolved(understood, size);
            case ReadEntry.NotKnown notKnown -> unchanged(notKnown.envelope(), size, notKnown.reason());
            case ReadEntry.Unreadable unreadable ->
                new IncidentStream(
                        state,
                        sequence,
                        at,
                        recordedAt,
                        updatedAt,
                        bytes + size,
                        backfilled,
                        said,
                        doubtful(at, unreadable.reason()));
        };
    }

    private IncidentStream evolved(ReadEntry.Understood entry, int size) {
        Envelope envelope = entry.envelope();
        if (!(entry.event() instanceof IncidentEvent event)) {
            return unchanged(envelope, size, envelope.type() + " is not said of incidents");
        }
        try {
            return moved(
                    envelope,
                    state.evolve(event, envelope.attribution()),
                    size,
                    backfilled
                            || event instanceof IncidentOpened
                                    && envelope.attribution().isBackfill(),
                    said.and(event, envelope.position()),
                    doubt);
        } catch (HistoryBroken | IllegalArgumentException e) {
            return unchanged(envelope, size, String.valueOf(e.getMessage()));
        }
    }

    private IncidentStream unchanged(Envelope envelope, int size, String reason) {
        return moved(envelope, state, size, backfilled, said, doubtful(envelope.position(), reason));
    }

    private IncidentStream moved(
            Envelope envelope,
            IncidentState next,
            int size,
            boolean nextBackfilled,
            Said nextSaid,
            @Nullable Doubt nextDoubt) {
        return new IncidentStream(
                next,
                envelope.sequence(),
                envelope.position(),
                envelope.time(),
                ReleaseStream.judgedAt(envelope),
                bytes + size,
                nextBackfilled,
                nextSaid,
                nextDoubt);
    }

    private Doubt doubtful(long at, String reason) {
        return doubt == null ? new Doubt(at, reason) : doubt;
    }

    /** The stream as far as it can be told without the policy that the incident pins, which is not understood. */
    IncidentStream withoutPolicy(int version) {
        return new IncidentStream(
                state,
                sequence,
                position,
                recordedAt,
                updatedAt,
                bytes,
                backfilled,
                said,
                doubtful(position, "version " + version + " of the product's policy is not understood"));
    }

    /** The incident, once it is opened. */
    public Optional<Incident> incident() {
        return state instanceof Incident incident ? Optional.of(incident) : Optional.empty();
    }

    /** Whether an entry of this stream could not be understood. */
    public boolean incomplete() {
        return doubt != null;
    }

    /** About the memory that it takes, in bytes, for caches that are bounded by it. */
    public int weight() {
        return (int) Math.min(Integer.MAX_VALUE, 1_000 + bytes);
    }
}
