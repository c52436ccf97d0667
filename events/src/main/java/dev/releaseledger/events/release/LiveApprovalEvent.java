package dev.releaseledger.events.release;

import org.jspecify.annotations.Nullable;

/** Somebody approves a stage, here and now: as one of several whom its gate waits for, or as the last. */
public sealed interface LiveApprovalEvent extends StageEvent permits StageApprovalGiven, StageApproved {

    /** {@link ContentDigest} of what is approved. */
    String contentDigest();

    /** What the approver wants to add. */
    @Nullable
    String comment();
}
