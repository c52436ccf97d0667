package dev.releaseledger.query.rest;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param last what the next page goes on behind; null where this is the last page
 */
public record Paged<T>(List<T> rows, @Nullable T last) {

    /**
     * Reads a page.
     *
     * @param limit how many rows it has at most
     * @param reading reads as many rows as it is told, or all where there are fewer
     */
    public static <T> Paged<T> of(int limit, IntFunction<List<T>> reading) {
        // One more than asked for tells whether there is another page.
        List<T> found = reading.apply(limit + 1);
        return found.size() <= limit
                ? new Paged<>(found, null)
                : new Paged<>(found.subList(0, limit), found.get(limit - 1));
    }

    /** The cursor of the next page; null on the last. */
    public @Nullable String next(Function<T, String> cursor) {
        return last == null ? null : cursor.apply(last);
    }
}
