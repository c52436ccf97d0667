package dev.releaseledger.events.release;

/** What is said of having something executed by the system that does it. */
public sealed interface RollbackExecutionEvent extends RollbackEvent
        permits RollbackExecutionStarted, RollbackExecutionEndedEvent {

    /** What is taken back. */
    RollbackKind kind();

    /** Which attempt it is, from 1. */
    int attempt();
}
