package dev.releaseledger.query.entry;

/** A fold that is under way. */
public final class Fold<S extends FoldedStream<S>> {
    private S stream;

    /** Begins with what is folded so far. */
    public Fold(S stream) {
        this.stream = stream;
    }

    /** Takes one more entry. */
    public void add(EntryRow row) {
        stream = stream.and(row);
    }

    /**
     * Takes one more entry that was read already.
     *
     * @param at the entry's position
     * @param size its length in bytes
     */
    public void add(long at, ReadEntry entry, int size) {
        stream = stream.and(at, entry, size);
    }

    /** The stream with every entry that was taken. */
    public S stream() {
        return stream;
    }
}
