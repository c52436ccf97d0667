package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * A checklist item that was done is open again.
 *
 * @param item the item's id in the policy
 * @param reason why it is open again
 */
@EventName("release.item-unticked.v1")
public record ItemUnticked(String item, String reason) implements ItemEvent {}
