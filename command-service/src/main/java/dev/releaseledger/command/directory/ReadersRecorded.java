package dev.releaseledger.command.directory;

/** Whether anybody's name is still on its way to an id, outside of the directory. */
public interface ReadersRecorded {
    /** Whether all who read evidence so far have an id in the ledger; false where that cannot be said now. */
    boolean allOfThem();
}
