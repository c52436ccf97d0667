package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;

/**
 * The flag is opened no further for now. Whom it reached it still reaches.
 *
 * @param reason why
 */
@EventName("flag.rollout-paused.v1")
public record RolloutPaused(String reason) implements FlagEvent {}
