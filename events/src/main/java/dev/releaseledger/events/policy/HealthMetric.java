package dev.releaseledger.events.policy;

/** What a health report may tell of a deployment. */
public enum HealthMetric {
    /** The share of requests that fail, in percent. */
    ERROR_RATE,
    /** How long answers take, in milliseconds. */
    LATENCY,
    /** Whether health checks pass; a query's result of 1 or more means that they do. */
    HEALTH_CHECKS,
    /** A key business figure, in a unit of the product's own, where more is better. */
    BUSINESS_METRIC
}
