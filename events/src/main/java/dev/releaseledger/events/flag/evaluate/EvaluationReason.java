package dev.releaseledger.events.flag.evaluate;

/** Why a flag serves what it serves, in the words of OpenFeature. */
public enum EvaluationReason {
    /** Everybody gets it. */
    STATIC,
    /** A targeting rule matched. */
    TARGETING_MATCH,
    /** The targeting key fell that way. */
    SPLIT,
    /** The flag is disabled. */
    DISABLED
}
