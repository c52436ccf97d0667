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
import dev.releaseledger.query.entry.FoldedStream;
import dev.releaseledger.query.entry.Reached;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamKind;
import dev.releaseledger.query.finding.rule.FlagHistory;
import java.util.Optional;
import java.util.UUID;

/**
 * A flag's stream, folded so far. The list, the view, every {@code asOf} and every evaluation are made by this one fold, so
 * that they cannot disagree.
 *
 * @param state what the history means
 * @param history what findings are judged by
 * @param deciding where the entries are that decide what it serves
 * @param servedPosition the last entry that can change what it serves, or what is told along with that; -1 before the first
 * @param reached how far it is folded
 */
public record FlagStream(
        FlagState state, FlagHistory history, DecidingPositions deciding, long servedPosition, Reached reached)
        implements FoldedStream<FlagStream> {
    /** The flags' streams. */
    public static final StreamKind<FlagStream> KIND = new StreamKind<>(
            FlagEvent::stream,
            new FlagStream(
                    FlagState.undefined(),
                    FlagHistory.nothing(),
                    DecidingPositions.definedAt(-1),
                    -1,
                    Reached.nothing()));

    /** The stream's name. */
    public static String name(UUID id) {
        return KIND.name(id);
    }

    @Override
    public FlagStream and(long at, ReadEntry entry, int size) {
        Reached next = reached.and(at, entry, size);
        return entry.fold(
                FlagEvent.class,
                "flags",
                (event, envelope) -> evolved(event, envelope, next),
                reason -> unchanged(next.doubting(reason)));
    }

    private FlagStream evolved(FlagEvent event, Envelope envelope, Reached next) {
        return new FlagStream(
                state.evolve(event, envelope.attribution()),
                history.and(event, envelope),
                deciding.after(event, envelope.position()),
                isServed(event) ? envelope.position() : servedPosition,
                next);
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
    private FlagStream unchanged(Reached next) {
        return new FlagStream(state, history, deciding, next.position(), next);
    }

    /** The flag, once it is defined. */
    public Optional<Flag> flag() {
        return state instanceof Flag flag ? Optional.of(flag) : Optional.empty();
    }
}
