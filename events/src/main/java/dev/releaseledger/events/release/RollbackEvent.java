package dev.releaseledger.events.release;

import java.util.UUID;

/** What may be said about a rollback that was triggered. */
public sealed interface RollbackEvent extends ReleaseEvent
        permits RollbackConfirmed,
                RollbackAuthorised,
                RollbackStarted,
                RollbackExecutionEvent,
                RollbackStepDone,
                RollbackVerified,
                RollbackFailed,
                RollbackCompleted,
                RollbackWithdrawn,
                RollbackObligationMet {

    /** The rollback. */
    UUID rollbackId();
}
