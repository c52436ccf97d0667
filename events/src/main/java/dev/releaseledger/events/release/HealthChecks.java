package dev.releaseledger.events.release;

/** What health checks found. */
public enum HealthChecks {
    PASSING,
    FAILING
}
