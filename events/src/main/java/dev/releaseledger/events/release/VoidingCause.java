package dev.releaseledger.events.release;

/** Why an approval no longer holds. */
public enum VoidingCause {
    CHANGE_ADDED,
    CHANGE_REMOVED,
    /** Evidence failed, or leaves its criterion unshown since a threshold is missed. */
    EVIDENCE_FAILED,
    ITEM_REOPENED,
    STAGE_REJECTED,
    DEPLOYMENT_FAILED,
    DEPLOYMENT_TAKEN_BACK,
    POLICY_CHANGED
}
