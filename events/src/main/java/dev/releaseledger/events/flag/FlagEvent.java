package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.Event;
import java.util.UUID;

/** What may be said about a feature flag. Stream {@code flag/<id>}. */
public sealed interface FlagEvent extends Event
        permits FlagDefined,
                FlagTargetingSet,
                FlagSplitSet,
                RolloutAdvanced,
                RolloutReduced,
                RolloutPaused,
                RolloutResumed,
                FlagDisabled,
                FlagEnabled,
                FlagLinked,
                FlagUnlinked,
                FlagEndMoved,
                FlagOutlived,
                RolloutLingered,
                FlagEvaluationsCounted,
                FlagCleanedUp,
                FlagArchived {
    /** The stream of a flag. */
    static String stream(UUID flagId) {
        return "flag/" + flagId;
    }
}
