package dev.releaseledger.events.release;

/** The lane that a release takes. */
public enum ReleaseKind {
    /** The ordinary way. */
    STANDARD,
    /** The hotfix lane: the same gates against the clock. */
    HOTFIX
}
