package dev.releaseledger.events.flag.evaluate;

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

/**
 * The positions in the ledger of the entries that decide what a flag serves; that of its definition where nothing else was
 * said. A state does not know where it comes from; whoever folds entries keeps this beside it.
 *
 * @param targeting of the entry that set the targeting rules
 * @param split of the entry that set the split
 * @param rollout of the entry that opened the flag as far as it is
 * @param standing of the entry that enabled or disabled it
 */
public record DecidingPositions(long targeting, long split, long rollout, long standing) {
    /** Those of a flag that nothing else was said of than its definition. */
    public static DecidingPositions definedAt(long position) {
        return new DecidingPositions(position, position, position, position);
    }

    /** Those after one more event. */
    public DecidingPositions after(FlagEvent event, long position) {
        return switch (event) {
            case FlagDefined defined -> definedAt(position);
            case FlagTargetingSet set -> new DecidingPositions(position, split, rollout, standing);
            case FlagSplitSet set -> new DecidingPositions(targeting, position, rollout, standing);
            case RolloutAdvanced advanced -> new DecidingPositions(targeting, split, position, standing);
            case RolloutReduced reduced -> new DecidingPositions(targeting, split, position, standing);
            case FlagDisabled disabled -> new DecidingPositions(targeting, split, rollout, position);
            case FlagEnabled enabled -> new DecidingPositions(targeting, split, rollout, position);
            case RolloutPaused other -> this;
            case RolloutResumed other -> this;
            case FlagLinked other -> this;
            case FlagUnlinked other -> this;
            case FlagEndMoved other -> this;
            case FlagOutlived other -> this;
            case RolloutLingered other -> this;
            case FlagEvaluationsCounted other -> this;
            case FlagCleanedUp other -> this;
            case FlagArchived other -> this;
        };
    }
}
