package dev.releaseledger.events.release;

/** What health reports say of a deployment. */
public enum HealthVerdict {
    /** There is data, and no trigger's limit is passed. */
    HEALTHY,
    /** A trigger's limit is passed. */
    UNHEALTHY,
    /** There is no data, or not enough, or some that was there has vanished. It never counts as health. */
    NO_DATA
}
