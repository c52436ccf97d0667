package dev.releaseledger.auditor.source;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.events.ledger.TileHashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The Merkle tree over the first entries of a source. Its hashes are fetched where the source serves tiles, and are made by
 * reading every entry once where it does not; as many are kept as are asked for, however large the tree.
 */
public final class SourceTree {
    /** How many leaves grow the tree at once: each growth copies its frontier. */
    private static final int BATCH = 256;

    private final EntrySource source;
    private final long size;

    /** The tree over the first entries of a source, as many as {@code size} says. */
    public SourceTree(EntrySource source, long size) {
        this.source = source;
        this.size = size;
    }

    /** The source holds fewer entries than the tree. */
    public static final class TooShort extends IOException {
        private static final long serialVersionUID = 1L;

        private TooShort(String message) {
            super(message);
        }
    }

    private record Subtree(int level, long index) {}

    /**
     * Makes something of the tree's hashes.
     *
     * @param make a pure function, which asks for the same hashes whatever they are; may be called twice
     * @throws TooShort if the source has not so many entries
     * @throws IOException if the source cannot be read, or does not begin with the first entry
     */
    public <T> T make(Function<HashSource, T> make) throws IOException {
        if (source instanceof EvidenceBundle) {
            throw new IOException(
                    source.name() + " holds some entries of its ledger, and a tree is made of all of them");
        }
        try {
            return source instanceof Tiles tiles ? make.apply(fetched(tiles)) : make.apply(computed(make));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private HashSource fetched(Tiles tiles) {
        return new TileHashes(size, tile -> {
            try {
                return tile.encode(tiles.hashes(tile));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private HashSource computed(Function<HashSource, ?> make) throws IOException {
        Map<Subtree, Hash> wanted = new HashMap<>();
        var unused = make.apply((level, index) -> {
            wanted.put(new Subtree(level, index), Hash.EMPTY_ROOT);
            return Hash.EMPTY_ROOT;
        });
        long[] next = {0};
        Frontier[] frontier = {Frontier.EMPTY};
        List<Hash> leaves = new ArrayList<>(BATCH);
        Runnable grow = () -> {
            frontier[0] = frontier[0].appendAll(
                    leaves,
                    (level, index, hash) ->
                            wanted.computeIfPresent(new Subtree(level, index), (subtree, none) -> hash));
            leaves.clear();
        };
        source.read(0, (position, buffer, offset, length) -> {
            if (position != next[0] || position >= size) {
                return false;
            }
            leaves.add(Hash.leaf(buffer, offset, length));
            if (leaves.size() == BATCH) {
                grow.run();
            }
            next[0]++;
            return next[0] < size;
        });
        grow.run();
        if (next[0] < size) {
            throw new TooShort(
                    next[0] == 0
                            ? source.name() + " does not begin with position 0"
                            : source.name() + " has entries 0 to " + (next[0] - 1) + " without a gap, not " + size);
        }
        return (level, index) -> Objects.requireNonNull(wanted.get(new Subtree(level, index)));
    }
}
