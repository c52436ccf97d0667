package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;

/** The flag may be opened further again. */
@EventName("flag.rollout-resumed.v1")
public record RolloutResumed() implements FlagEvent {}
