package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.envelope.Envelope;
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
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.flag.RolloutPaused;
import dev.releaseledger.events.flag.RolloutReduced;
import dev.releaseledger.events.flag.RolloutResumed;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What rules have to know of a flag's stream: its entries in order, those left out that no rule asks for. A persistent
 * collection, so that every earlier history stays what it was and one more entry costs little.
 */
public record FlagHistory(PVector<Said<? extends FlagEvent>> told) {
    private static final FlagHistory NOTHING = new FlagHistory(TreePVector.empty());

    /** Before the first entry. */
    public static FlagHistory nothing() {
        return NOTHING;
    }

    /** With one more entry, which the flag's state followed. */
    public FlagHistory and(FlagEvent event, Envelope envelope) {
        return switch (event) {
            case FlagDefined told -> telling(told, envelope);
            case RolloutAdvanced told -> telling(told, envelope);
            case RolloutReduced told -> telling(told, envelope);
            case FlagDisabled told -> telling(told, envelope);
            case FlagEnabled told -> telling(told, envelope);
            case FlagEndMoved told -> telling(told, envelope);
            case FlagOutlived told -> telling(told, envelope);
            case RolloutLingered told -> telling(told, envelope);
            case FlagEvaluationsCounted told -> telling(told, envelope);
            case FlagCleanedUp told -> telling(told, envelope);
            case FlagArchived told -> telling(told, envelope);
            case FlagTargetingSet other -> this;
            case FlagSplitSet other -> this;
            case RolloutPaused other -> this;
            case RolloutResumed other -> this;
            case FlagLinked other -> this;
            case FlagUnlinked other -> this;
        };
    }

    private FlagHistory telling(FlagEvent event, Envelope envelope) {
        return new FlagHistory(told.plus(Said.of(event, envelope)));
    }

    /** What is told of this kind, in order. */
    <E extends FlagEvent> Stream<Said<E>> said(Class<E> kind) {
        return told.stream().filter(said -> kind.isInstance(said.event())).map(FlagHistory::<E>cast);
    }

    @SuppressWarnings("unchecked") // its event was looked at
    private static <E extends FlagEvent> Said<E> cast(Said<? extends FlagEvent> said) {
        return (Said<E>) said;
    }

    /** What is told after this, in order. */
    Stream<Said<? extends FlagEvent>> after(Said<?> said) {
        return told.stream().filter(each -> each.isAfter(said));
    }
}
