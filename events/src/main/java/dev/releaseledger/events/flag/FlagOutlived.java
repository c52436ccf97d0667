package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;

/** The last day that the flag was needed passed, and it is still there. */
@EventName("flag.outlived.v1")
public record FlagOutlived() implements FlagEvent {}
