package dev.releaseledger.events.release;

/** What a rollback takes back. */
public enum RollbackKind {
    /** Deploy the previous version. */
    CODE,
    /** Disable flags. */
    FLAG,
    /** Run the reversal script. */
    DATA
}
