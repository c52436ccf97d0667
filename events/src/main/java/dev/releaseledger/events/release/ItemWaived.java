package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * A second person agreed to go without a checklist item.
 *
 * @param item the item's id in the policy
 * @param reason why the release can go without it
 * @param proposedBy the directory id of who proposed the waiver
 */
@EventName("release.item-waived.v1")
public record ItemWaived(String item, String reason, UUID proposedBy) implements ItemEvent {}
