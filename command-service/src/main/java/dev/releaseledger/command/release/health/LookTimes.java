package dev.releaseledger.command.release.health;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * When a deployment is looked at: every interval, at times that follow from the deployment alone. Whoever begins to look, and
 * however often, comes to the same times; and many deployments are not all looked at in the same moment.
 */
record LookTimes(UUID deploymentId, Duration interval) {

    /** The next time after this one. */
    Instant after(Instant time) {
        return last(time).plus(interval);
    }

    /** The last time that is not after this one. */
    Instant last(Instant time) {
        long millis = interval.toMillis();
        long offset = Math.floorMod(deploymentId.getLeastSignificantBits(), millis);
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli() - offset, millis) * millis + offset);
    }
}
