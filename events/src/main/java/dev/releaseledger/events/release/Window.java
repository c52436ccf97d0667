package dev.releaseledger.events.release;

import java.time.Instant;

/**
 * When a release is meant to be deployed.
 *
 * @param opensAt from when on
 * @param closesAt up to and without this
 */
public record Window(Instant opensAt, Instant closesAt) {

    /** Whether it is open at this time. */
    public boolean isOpen(Instant at) {
        return !at.isBefore(opensAt) && at.isBefore(closesAt);
    }
}
