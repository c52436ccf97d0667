package dev.releaseledger.command.append;

/**
 * A transaction at the head, which no other append can be in at the same time.
 *
 * @param head the head, locked
 * @param known what the appends of this turn touch, as it is while the head is locked
 */
record Turn(Head head, Known known) {}
