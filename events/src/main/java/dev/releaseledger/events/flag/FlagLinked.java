package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * The flag opens something that a release brings.
 *
 * @param releaseId the release
 */
@EventName("flag.linked.v1")
public record FlagLinked(UUID releaseId) implements FlagEvent {}
