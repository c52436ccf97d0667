package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * A checklist item was confirmed.
 *
 * @param item the item's id in the policy
 * @param note what the person wanted to add
 */
@EventName("release.item-ticked.v1")
public record ItemTicked(String item, @Nullable String note) implements ItemEvent {}
