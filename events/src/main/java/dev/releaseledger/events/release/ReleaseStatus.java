package dev.releaseledger.events.release;

/** A release's state in a word, for lists and filters. */
public enum ReleaseStatus {
    /** Nothing approved, nothing deployed. */
    PLANNED,
    /** On its way. */
    IN_PROGRESS,
    /** Verified in production. */
    DEPLOYED,
    /** Its newest production deployment failed or was taken back. */
    ROLLED_BACK,
    /** Done. */
    COMPLETED,
    /** Called off. */
    CANCELLED
}
