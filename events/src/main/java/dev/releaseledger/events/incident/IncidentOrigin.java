package dev.releaseledger.events.incident;

/** Where an incident comes from. */
public enum IncidentOrigin {
    /** Somebody opened it. */
    PERSON,

    /** A deployment is taken back. */
    ROLLBACK,

    /** Monitoring raised an alert. */
    ALERT,

    /** A hotfix was let into its lane. */
    HOTFIX
}
