package dev.releaseledger.events.release;

/** What became of an attempt to have something executed, short of its having been done. */
public sealed interface RollbackExecutionEndedEvent extends RollbackExecutionEvent
        permits RollbackExecutionAccepted, RollbackExecutionFailed, RollbackExecutionUncertain {}
