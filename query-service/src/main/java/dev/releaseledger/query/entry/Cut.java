package dev.releaseledger.query.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger is looked at.
 *
 * @param position nothing after this entry; -1 for nothing at all
 * @param claimed nothing that happened later than this; null where only the record counts
 */
public record Cut(long position, @Nullable Instant claimed) {

    /**
     * Whether something is looked at.
     *
     * @param entry the position of the entry that says it
     * @param at when it happened
     */
    public boolean includes(long entry, Instant at) {
        return entry <= position && (claimed == null || !at.isAfter(claimed));
    }
}
