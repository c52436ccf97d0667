package dev.releaseledger.events.release;

/** What may be said about going without a criterion. */
public sealed interface CriterionWaiverEvent extends ReleaseEvent permits CriterionWaiverProposed, CriterionWaived {

    /** The criterion's id in the policy. */
    String criterion();
}
