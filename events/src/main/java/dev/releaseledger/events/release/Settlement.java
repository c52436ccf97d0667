package dev.releaseledger.events.release;

/** What became of an announcement of which nobody knew. */
public enum Settlement {
    SENT,
    NOT_SENT
}
