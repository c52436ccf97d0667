package dev.releaseledger.query.release.history;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.QueryParameters;

/**
 * Which page of a stream's entries is asked for.
 *
 * @param after the sequence before the first wanted one
 * @param limit how many at most
 */
public record WantedEntries(long after, int limit) {
    /** What {@code after} is, for callers. */
    public static final String AFTER = "the sequence before the first wanted one; -1 (default) for all";

    /** What {@code limit} is, for callers. */
    public static final String LIMIT = "1 to 200, default 50";

    private static final int MOST = 200;

    /** What a query asks for by {@code after} and {@code limit}. */
    public static WantedEntries of(QueryParameters query) {
        return new WantedEntries(query.number("after", -1).orElse(-1L), query.limit(MOST, 50));
    }

    /** These entries of a stream. */
    public Entries.Page from(Entries entries, Generation generation, String stream) {
        return entries.page(generation, stream, after, limit);
    }
}
