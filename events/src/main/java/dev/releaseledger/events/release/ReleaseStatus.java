package dev.releaseledger.events.release;

/** A release's state in a word, for lists and filters. */
public enum ReleaseStatus {
    /** Nothing approved, nothing deployed. */
    PLANNED,
    /** On its way, also where it is verified in one environment of production and under way to another. */
    IN_PROGRESS,
    /** Verified in at least one environment of production, and under way to none. */
    DEPLOYED,
    /** It was deployed to production and is in none of its environments: each newest deployment failed or was taken back. */
    ROLLED_BACK,
    /** Done, and still in production. */
    COMPLETED,
    /** Called off. */
    CANCELLED
}
