package dev.releaseledger.events.release;

/** What keeps a release from being deployed at a time, and a manager may override. */
public enum Constraint {
    /** The window that the release was planned for. */
    WINDOW,
    /** A time in which the product is not deployed. */
    FREEZE
}
