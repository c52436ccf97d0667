package dev.releaseledger.events.flag;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** What only one flag has: its key, for ever; and what is counted of it once a day. */
public final class FlagClaims {
    private static final String KEY = "flag-key/";
    private static final String EVALUATIONS = "evaluations/";

    private FlagClaims() {}

    /** The claim on a key. */
    public static String key(String key) {
        return KEY + key;
    }

    /** The claim on the count of a flag's evaluations on a day. */
    public static String evaluations(UUID flagId, LocalDate day) {
        return EVALUATIONS + flagId + "/" + day;
    }

    /** Whether a claim is one of those that flags have; they have them for ever. */
    public static boolean isOfAFlag(String claim) {
        return claim.startsWith(KEY) || claim.startsWith(EVALUATIONS);
    }

    /** What this event about a flag takes for ever. */
    public static Set<String> of(UUID flagId, FlagEvent event) {
        return switch (event) {
            case FlagDefined defined -> Set.of(key(defined.key()));
            case FlagEvaluationsCounted counted -> Set.of(evaluations(flagId, counted.day()));
            case FlagTargetingSet other -> Set.of();
            case FlagSplitSet other -> Set.of();
            case RolloutAdvanced other -> Set.of();
            case RolloutReduced other -> Set.of();
            case RolloutPaused other -> Set.of();
            case RolloutResumed other -> Set.of();
            case FlagDisabled other -> Set.of();
            case FlagEnabled other -> Set.of();
            case FlagLinked other -> Set.of();
            case FlagUnlinked other -> Set.of();
            case FlagEndMoved other -> Set.of();
            case FlagOutlived other -> Set.of();
            case RolloutLingered other -> Set.of();
            case FlagCleanedUp other -> Set.of();
            case FlagArchived other -> Set.of();
        };
    }

    /** What a flag in this state holds and another could ask for: its key. */
    public static Set<String> heldBy(Flag flag) {
        return Set.of(key(flag.key()));
    }
}
