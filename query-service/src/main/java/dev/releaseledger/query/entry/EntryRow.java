package dev.releaseledger.query.entry;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it is kept.
 *
 * @param position its place in the ledger
 * @param sequence its place in its stream; null where it could not be read
 * @param bytes exactly as it was received
 */
public record EntryRow(long position, @Nullable Long sequence, byte[] bytes) {

    /** Whether it could be read as an entry. */
    public boolean isReadable() {
        return sequence != null;
    }
}
