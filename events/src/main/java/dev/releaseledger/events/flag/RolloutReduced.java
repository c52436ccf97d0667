package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;

/**
 * The flag is open to fewer users. One that is open to nobody any more begins again with the first phase.
 *
 * @param basisPoints the share of users that it still reaches, in basis points
 * @param reason why
 */
@EventName("flag.rollout-reduced.v1")
public record RolloutReduced(int basisPoints, String reason) implements FlagEvent {}
