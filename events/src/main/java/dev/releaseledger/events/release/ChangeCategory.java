package dev.releaseledger.events.release;

/** What kind of change it is, for release notes and rules. */
public enum ChangeCategory {
    FEATURE,
    IMPROVEMENT,
    FIX,
    BREAKING,
    INTERNAL
}
