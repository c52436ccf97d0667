package dev.releaseledger.events.policy;

import java.time.Duration;
import java.util.List;

/**
 * How traffic goes up in a canary deployment.
 *
 * @param steps the steps in their order, the last of them at 100 %
 * @param judged whether health reports have to find a step healthy before the next one, or the verification, follows
 */
public record CanaryPolicy(
        @LeftOut("[{\"percent\":5},{\"percent\":25},{\"percent\":50},{\"percent\":100}]")
        List<CanaryStep> steps,

        @LeftOut("true") boolean judged) {
    public CanaryPolicy {
        steps = List.copyOf(steps);
    }

    /**
     * A step.
     *
     * @param percent how much of the traffic goes to the new version
     * @param atLeast how long that lasts at least
     */
    public record CanaryStep(
            int percent, @LeftOut("\"PT5M\"") Duration atLeast) {}
}
