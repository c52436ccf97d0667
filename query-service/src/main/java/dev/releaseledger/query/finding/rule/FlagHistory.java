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
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What rules have to know of a flag's stream. Persistent collections, so that every earlier history stays what it was and one
 * more entry costs little.
 *
 * @param told its entries in order, those left out that no rule asks for
 * @param reaches whether its rollout reaches anybody
 * @param enabled whether it is enabled
 * @param openings each time that it was open, in order
 */
public record FlagHistory(
        PVector<Said<? extends FlagEvent>> told, boolean reaches, boolean enabled, PVector<Opening> openings) {
    private static final FlagHistory NOTHING = new FlagHistory(TreePVector.empty(), false, true, TreePVector.empty());

    /**
     * A time that a flag is open.
     *
     * @param begin what opened it, or enabled it while it was open
     * @param from how much was told when it was open
     * @param end what closed or disabled it; null while nothing did
     * @param to how much was told when it was open no more; all that is told while it is
     */
    public record Opening(Said<?> begin, int from, @Nullable Said<?> end, int to) {}

    /** Before the first entry. */
    public static FlagHistory nothing() {
        return NOTHING;
    }

    /** With one more entry, which the flag's state followed. */
    public FlagHistory and(FlagEvent event, Envelope envelope) {
        return switch (event) {
            case RolloutAdvanced told -> turning(told, envelope, told.basisPoints() > 0, enabled);
            case RolloutReduced told -> turning(told, envelope, told.basisPoints() > 0, enabled);
            case FlagDisabled told -> turning(told, envelope, reaches, false);
            case FlagEnabled told -> turning(told, envelope, reaches, true);
            case FlagDefined told -> telling(told, envelope);
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
        return new FlagHistory(told.plus(Said.of(event, envelope)), reaches, enabled, openings);
    }

    private FlagHistory turning(FlagEvent event, Envelope envelope, boolean reaches, boolean enabled) {
        Said<FlagEvent> said = Said.of(event, envelope);
        boolean before = this.reaches && this.enabled;
        boolean after = reaches && enabled;
        return new FlagHistory(
                told.plus(said), reaches, enabled, before == after ? openings : after ? opened(said) : closed(said));
    }

    private PVector<Opening> opened(Said<?> said) {
        return openings.plus(new Opening(said, told.size() + 1, null, Integer.MAX_VALUE));
    }

    private PVector<Opening> closed(Said<?> said) {
        int last = openings.size() - 1;
        Opening open = openings.get(last);
        return openings.with(last, new Opening(open.begin(), open.from(), said, told.size()));
    }

    /** What is told of this kind, in order. */
    <E extends FlagEvent> Stream<Said<E>> said(Class<E> kind) {
        return ofKind(kind, told.stream());
    }

    /** What is told of this kind while the flag was open, in order. */
    <E extends FlagEvent> Stream<Said<E>> said(Class<E> kind, Opening during) {
        return ofKind(
                kind,
                IntStream.range(during.from(), Math.min(during.to(), told.size()))
                        .mapToObj(told::get));
    }

    private static <E extends FlagEvent> Stream<Said<E>> ofKind(Class<E> kind, Stream<Said<? extends FlagEvent>> of) {
        return of.filter(said -> kind.isInstance(said.event())).map(FlagHistory::<E>cast);
    }

    @SuppressWarnings("unchecked") // its event was looked at
    private static <E extends FlagEvent> Said<E> cast(Said<? extends FlagEvent> said) {
        return (Said<E>) said;
    }

    /** The first of these that was said after this; null where none was. */
    @SafeVarargs
    static @Nullable Said<?> firstAfter(Said<?> said, Stream<? extends Said<?>>... ofThese) {
        return Stream.of(ofThese)
                .<Said<?>>flatMap(each -> each)
                .filter(each -> each.isAfter(said))
                .min(Comparator.comparingLong(Said::position))
                .orElse(null);
    }
}
