package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * The flag is opened to more users.
 *
 * @param phase the policy's phase that it is in from now on; null for a type that goes through no phases
 * @param basisPoints the share of users that it reaches from now on, in basis points
 * @param overrideReason why it goes faster than the policy says; null where it does not
 */
@EventName("flag.rollout-advanced.v1")
public record RolloutAdvanced(
        @Nullable String phase, int basisPoints, @Nullable String overrideReason) implements FlagEvent {}
