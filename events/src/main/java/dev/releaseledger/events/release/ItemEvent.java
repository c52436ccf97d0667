package dev.releaseledger.events.release;

/** What may be said about a checklist item. */
public sealed interface ItemEvent extends ReleaseEvent
        permits ItemTicked, ItemUnticked, ItemWaiverProposed, ItemWaived {

    /** The item's id in the policy. */
    String item();
}
