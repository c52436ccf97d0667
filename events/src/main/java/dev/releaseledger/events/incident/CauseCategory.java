package dev.releaseledger.events.incident;

/** What kind of thing caused an incident. */
public enum CauseCategory {
    /** A change of the code. */
    CHANGE,

    /** A change of the configuration, or of a flag. */
    CONFIGURATION,

    /** Data, or their migration. */
    DATA,

    /** Something that it depends on. */
    DEPENDENCY,

    /** More was asked of it than it can carry. */
    CAPACITY,

    /** A certificate or a secret that was out of date. */
    CERTIFICATE,

    /** Somebody broke in, or tried to. */
    SECURITY,

    /** A step that was taken by hand. */
    HUMAN,

    /** Something else, which is known. */
    OTHER,

    /** Nobody found out. */
    UNKNOWN
}
