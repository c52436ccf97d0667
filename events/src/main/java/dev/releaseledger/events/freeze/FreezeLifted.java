package dev.releaseledger.events.freeze;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A freeze no longer holds.
 *
 * @param freezeId the freeze
 * @param reason why it was lifted
 */
@EventName("freeze.lifted.v1")
public record FreezeLifted(UUID freezeId, String reason) implements FreezeEvent {}
