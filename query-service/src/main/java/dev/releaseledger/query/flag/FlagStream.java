package dev.releaseledger.query.flag;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagOutlived;
import dev.releaseledger.events.flag.FlagSplitSet;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.flag.RolloutPaused;
import dev.releaseledger.events.flag.RolloutReduced;
import dev.releaseledger.events.flag.RolloutResumed;
import dev.releaseledger.events.flag.evaluate.DecidingPositions;
import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.finding.rule.FlagHistory;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStream.Doubt;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flag's stream, folded so far. The list, the view, every {@code asOf} and every evaluation are made by this one fold, so
 * that they cannot disagree.
 *
 * @param state what the history means
 * @param history what findings are judged by
 * @param deciding where the entries are that decide what it serves
 * @param servedPosition the last entry that can change what it serves, or what is told along with that; -1 before the first
 * @param sequence the last known sequence; -1 before the first
 * @param position the position of the last entry; -1 before the first
 * @param recordedAt when the last entry was recorded
 * @param updatedAt the time that the last entry is judged by
 * @param bytes how many bytes of entries were folded: about the memory that the state takes
 * @param doubt the first entry that could not be understood; null when all were
 */
public record FlagStream(
        FlagState state,
        FlagHistory history,
        DecidingPositions deciding,
        long servedPosition,
        long sequence,
        long position,
        Instant recordedAt,
        Instant updatedAt,
        long bytes,
        @Nullable Doubt doubt) {

    private static final String PREFIX = "flag/";

    /** Before the first entry. */
    public static FlagStream empty() {
        return new FlagStream(
                FlagState.undefined(),
                FlagHistory.nothing(),
                DecidingPositions.definedAt(-1),
                -1,
                -1,
                -1,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                null);
    }

    /** The stream's name. */
    public static String name(UUID id) {
        return FlagEvent.stream(id);
    }

    /** The flag whose stream this is; empty for other streams. */
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
    public FlagStream and(long at, ReadEntry entry, int size) {
        return switch (entry) {
            case ReadEntry.Understood understood -> evolved(understood, size);
            case ReadEntry.NotKnown notKnown -> unchanged(notKnown.envelope(), size, notKnown.reason());
            case ReadEntry.Unreadable unreadable ->
                new FlagStream(
                        state,
                        history,
                        deciding,
                        at,
                        sequence,
                        at,
                        recordedAt,
                        updatedAt,
                        bytes + size,
                        doubtful(at, unreadable.reason()));
        };
    }

    private FlagStream evolved(ReadEntry.Understood entry, int size) {
        Envelope envelope = entry.envelope();
        if (!(entry.event() instanceof FlagEvent event)) {
            return unchanged(envelope, size, envelope.type() + " is not said of flags");
        }
        try {
            return moved(
                    envelope,
                    state.evolve(event, envelope.attribution()),
                    history.and(event, envelope),
                    deciding.after(event, envelope.position()),
                    isServed(event) ? envelope.position() : servedPosition,
                    size,
                    doubt);
        } catch (HistoryBroken | IllegalArgumentException e) {
            return unchanged(envelope, size, String.valueOf(e.getMessage()));
        }
    }

    /** Whether an evaluation, or the list of what is evaluated, can differ after this event. */
    private static boolean isServed(FlagEvent event) {
        return switch (event) {
            case FlagDefined defined -> true;
            case FlagTargetingSet set -> true;
            case FlagSplitSet set -> true;
            case RolloutAdvanced advanced -> true;
            case RolloutReduced reduced -> true;
            case FlagDisabled disabled -> true;
            case FlagEnabled enabled -> true;
            case FlagLinked linked -> true;
            case FlagUnlinked unlinked -> true;
            case FlagArchived archived -> true;
            case RolloutPaused other -> false;
            case RolloutResumed other -> false;
            case FlagEndMoved other -> false;
            case FlagOutlived other -> false;
            case RolloutLingered other -> false;
            case FlagEvaluationsCounted other -> false;
            case FlagCleanedUp other -> false;
        };
    }

    /** Nobody knows whether it changes what the flag serves, so it is told that something may have. */
    private FlagStream unchanged(Envelope envelope, int size, String reason) {
        return moved(
                envelope, state, history, deciding, envelope.position(), size, doubtful(envelope.position(), reason));
    }

    private FlagStream moved(
            Envelope envelope,
            FlagState next,
            FlagHistory nextHistory,
            DecidingPositions nextDeciding,
            long nextServed,
            int size,
            @Nullable Doubt nextDoubt) {
        return new FlagStream(
                next,
                nextHistory,
                nextDeciding,
                nextServed,
                envelope.sequence(),
                envelope.position(),
                envelope.time(),
                ReleaseStream.judgedAt(envelope),
                bytes + size,
                nextDoubt);
    }

    private Doubt doubtful(long at, String reason) {
        return doubt == null ? new Doubt(at, reason) : doubt;
    }

    /** The flag, once it is defined. */
    public Optional<Flag> flag() {
        return state instanceof Flag flag ? Optional.of(flag) : Optional.empty();
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
