package dev.releaseledger.command.outgoing;

/** What becomes of a connection whose answer was read to its end. */
enum Keeping {
    /** It is closed. */
    NOTHING,
    /** It takes the next request to the same place, for {@link HttpWiring#LONGEST_KEPT} at most. */
    CONNECTIONS
}
