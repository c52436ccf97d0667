package dev.releaseledger.query.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stream, folded so far. Lists, views and every {@code asOf} are made by the one fold of its kind, so that they cannot
 * disagree.
 *
 * @param <S> the kind itself
 */
public interface FoldedStream<S extends FoldedStream<S>> {
    /** How far it is folded. */
    Reached reached();

    /**
     * The stream with one more entry.
     *
     * @param at the entry's position
     * @param size its length in bytes
     */
    S and(long at, ReadEntry entry, int size);

    /** The stream with one more entry as it is kept. */
    default S and(EntryRow row) {
        return and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length);
    }

    /** The last known sequence; -1 before the first. */
    default long sequence() {
        return reached().sequence();
    }

    /** The position of the last entry; -1 before the first. */
    default long position() {
        return reached().position();
    }

    /** When the last entry was recorded. */
    default Instant recordedAt() {
        return reached().recordedAt();
    }

    /** The time that the last entry is judged by: the claimed time of backfilled history. */
    default Instant updatedAt() {
        return reached().updatedAt();
    }

    /** The first entry that could not be understood; null when all were. */
    default @Nullable Doubt doubt() {
        return reached().doubt();
    }

    /** Whether an entry of this stream could not be understood. */
    default boolean incomplete() {
        return doubt() != null;
    }

    /** About the memory that it takes, in bytes, for caches that are bounded by it. */
    default int weight() {
        return (int) Math.min(Integer.MAX_VALUE, 1_000 + reached().bytes());
    }
}
