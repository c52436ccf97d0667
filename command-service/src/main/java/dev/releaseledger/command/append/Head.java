package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Frontier;
import java.time.Duration;
import java.time.Instant;

/**
 * The head of the ledger, as a transaction found it.
 *
 * @param time when the last entry was recorded
 * @param now the database's clock
 */
record Head(String origin, long nextPosition, Instant time, Frontier frontier, Instant now) {
    /** How far the last entry lies in the future of the database's clock; negative when it does not. */
    Duration ahead() {
        return Duration.between(now, time);
    }

    /** The time of what is recorded next: the database's clock, never going back. */
    Instant nextTime() {
        return time.isAfter(now) ? time : now;
    }
}
