package dev.releaseledger.events.release;

import dev.releaseledger.events.freeze.Freeze;
import java.time.Instant;
import java.util.UUID;

/**
 * An override of a window or of freezes.
 *
 * @param constraint what no longer keeps the release from being deployed
 * @param environment where to
 * @param reason why
 * @param until up to and without this
 * @param grantedBy the directory id of who granted it
 * @param grantedAt when; whoever granted it knew of no freeze that was declared after
 */
public record GrantedOverride(
        Constraint constraint, String environment, String reason, Instant until, UUID grantedBy, Instant grantedAt) {

    /** Whether it lets this environment be deployed to in spite of the freeze: one that was declared when it was granted. */
    public boolean lets(Freeze freeze, String deployedTo, Instant at) {
        return lets(Constraint.FREEZE, deployedTo, at) && !freeze.declaredAt().isAfter(grantedAt);
    }

    /** Whether it is of this constraint and environment, and lasts at this time. */
    public boolean lets(Constraint overridden, String deployedTo, Instant at) {
        return constraint == overridden && environment.equals(deployedTo) && at.isBefore(until);
    }
}
