package dev.releaseledger.events.policy;

/**
 * How instances are replaced in a rolling deployment, where a deployment does not say it.
 *
 * @param instances how many instances there are
 * @param batch how many are replaced at a time
 * @param judged whether health reports have to find a batch healthy before the next one, or the verification, follows
 */
public record RollingPolicy(
        @LeftOut("4") int instances,
        @LeftOut("1") int batch,
        @LeftOut("false") boolean judged) {}
