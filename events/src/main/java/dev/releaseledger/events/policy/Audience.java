package dev.releaseledger.events.policy;

/** Whom an announcement is for. */
public enum Audience {
    INTERNAL,
    EXTERNAL
}
