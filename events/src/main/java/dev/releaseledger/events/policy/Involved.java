package dev.releaseledger.events.policy;

/** People who had a part in a release, and whom an approver may have to differ from. */
public enum Involved {
    /** Who planned it. */
    PLANNER,
    /** Who wrote one of its changes, or put it in. */
    AUTHORS,
    /** Who approved an earlier stage. */
    EARLIER_APPROVERS
}
