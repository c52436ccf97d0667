package dev.releaseledger.command.append;

/**
 * An entry as it is kept.
 *
 * @param position in the ledger, dense from 0
 * @param sequence in its stream, dense from 0
 * @param bytes the entry itself
 */
public record StoredEntry(long position, String stream, long sequence, byte[] bytes) {}
