package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * Somebody asked to go without a checklist item; a second person has to agree.
 *
 * @param item the item's id in the policy
 * @param reason why the release can go without it
 */
@EventName("release.item-waiver-proposed.v1")
public record ItemWaiverProposed(String item, String reason) implements ItemEvent {}
