package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A release was handed over from one stage to the next.
 *
 * @param from the stage that was approved
 * @param to the stage that begins
 * @param giver the directory id of who hands over
 * @param receiver the directory id of who takes over
 */
@EventName("release.stage-handed-over.v1")
public record StageHandedOver(Stage from, Stage to, UUID giver, UUID receiver) implements ReleaseEvent {}
