package dev.releaseledger.events.release;

/** What may be said about the stage whose turn it is. */
public sealed interface StageEvent extends ReleaseEvent
        permits LiveApprovalEvent, StageApprovalReconstructed, StageRejected {

    /** The stage. */
    Stage stage();
}
