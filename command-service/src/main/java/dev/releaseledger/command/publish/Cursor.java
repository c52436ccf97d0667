package dev.releaseledger.command.publish;

/**
 * How far a ledger is published.
 *
 * @param nextPosition the first position that is not
 * @param checkpointSize the size of the last checkpoint that is
 */
record Cursor(long nextPosition, long checkpointSize) {}
