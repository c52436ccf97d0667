package dev.releaseledger.events.release;

/** Why a deployment is taken back: the manual reasons, then the automatic triggers. */
public enum RollbackReason {
    CRITICAL_BUG,
    DATA_INTEGRITY,
    SECURITY,
    ERROR_RATE,
    LATENCY,
    HEALTH_CHECKS,
    BUSINESS_METRIC
}
