package dev.releaseledger.events.audit;

/** What became of a request for evidence. */
public enum AccessOutcome {
    /** It was let out. It is recorded before the first byte leaves; whether all of it arrived nobody can know. */
    READ,
    /** The reader has not the right. */
    DENIED
}
