package dev.releaseledger.command.environment;

import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.release.Baseline;

/**
 * What a decision finds in an environment.
 *
 * @param environment what ran there
 * @param usual what was usual with what runs there now
 */
public record There(EnvironmentState environment, Baseline usual) {
    /** Nothing is known of it. */
    public static final There NOTHING = new There(EnvironmentState.empty(), Baseline.UNKNOWN);
}
