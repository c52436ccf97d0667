package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;

/** The flag is open to everybody for longer than the policy gives for taking it out of the code. */
@EventName("flag.rollout-lingered.v1")
public record RolloutLingered() implements FlagEvent {}
