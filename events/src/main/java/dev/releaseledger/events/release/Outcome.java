package dev.releaseledger.events.release;

/** What evidence shows. */
public enum Outcome {
    PASSED,
    FAILED
}
