package dev.releaseledger.events.policy;

import java.time.Duration;
import java.util.Set;

/**
 * How the windows of releases are kept.
 *
 * @param enforced whether a deployment outside its release's window is refused
 * @param environments the environments that windows hold for
 * @param overrideValidFor how long an override of a window or a freeze lets deploy
 */
public record WindowPolicy(
        @LeftOut("true") boolean enforced,
        @LeftOut("[\"production\"]") Set<String> environments,
        @LeftOut("\"PT4H\"") Duration overrideValidFor) {
    public WindowPolicy {
        environments = Sorted.copyOf(environments);
    }
}
