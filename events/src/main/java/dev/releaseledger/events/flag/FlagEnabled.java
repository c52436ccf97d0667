package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;

/**
 * The flag serves again what its targeting and rollout say.
 *
 * @param reason why it may
 */
@EventName("flag.enabled.v1")
public record FlagEnabled(String reason) implements FlagEvent {}
