package dev.releaseledger.events.release;

/** How a release reaches an environment. */
public enum Strategy {
    /** All at once. */
    BIG_BANG,
    /** Batch by batch. */
    ROLLING,
    /** To the idle colour, then traffic switches. */
    BLUE_GREEN,
    /** Traffic goes up step by step. */
    CANARY,
    /** Dark; a flag opens it. */
    FEATURE_FLAGS
}
