package dev.releaseledger.events.release;

import java.time.Duration;

/**
 * A step of a deployment.
 *
 * @param name unique within the deployment, e.g. {@code 25-percent}
 * @param percent how far the deployment is with it, from 0 to 100
 * @param atLeast how long it lasts at least before the next one
 * @param judged whether health reports have to find it healthy before the next one, or the verification, follows
 */
public record RolloutStep(String name, int percent, Duration atLeast, boolean judged) {}
