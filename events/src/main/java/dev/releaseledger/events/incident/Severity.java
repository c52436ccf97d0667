package dev.releaseledger.events.incident;

/** How much an incident hurts. */
public enum Severity {
    /** The product cannot be used, or what people entrusted to it is in danger. */
    SEV1,

    /** A major part cannot be used, or many people are hurt. */
    SEV2,

    /** Something does not work, and there is a way around it. */
    SEV3,

    /** Hardly anybody notices. */
    SEV4
}
