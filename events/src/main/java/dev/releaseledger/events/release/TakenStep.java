package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;

/**
 * A step that a deployment took.
 *
 * @param step the step
 * @param by who said so
 * @param at when
 */
public record TakenStep(RolloutStep step, UUID by, Instant at) {}
