package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;

/**
 * The flag is needed until another day.
 *
 * @param ends the last day that it is needed, in UTC
 * @param reason why
 */
@EventName("flag.end-moved.v1")
public record FlagEndMoved(LocalDate ends, String reason) implements FlagEvent {}
