package dev.releaseledger.events.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hashes of a tree of a certain size, read from its tiles. Reads every tile once and keeps it: make one for a few
 * proofs, not for a lifetime. Not for several threads at once.
 */
public final class TileHashes implements HashSource {
    /** Where tiles are kept. */
    @FunctionalInterface
    public interface TileReader {
        /** The bytes of a tile; throws an unchecked exception where they cannot be had. */
        byte[] read(HashTile tile);
    }

    private final long size;
    private final TileReader reader;
    private final Map<HashTile, List<Hash>> tiles = new HashMap<>();

    /** Reads the tiles that a tree of this size has, partial ones in exactly that tree's width. */
    public TileHashes(long size, TileReader reader) {
        this.size = size;
        this.reader = reader;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IndexOutOfBoundsException if the subtree does not lie within the tree
     * @throws IllegalStateException if the tile has not as many bytes as it must
     */
    @Override
    public Hash hash(int level, long index) {
        HashTile tile = HashTile.holding(level, index, size);
        int height = level % TilePath.HEIGHT;
        int from = (int) ((index << height) - tile.firstHash());
        List<Hash> parts = tiles.computeIfAbsent(tile, this::read).subList(from, from + (1 << height));
        return Frontier.EMPTY.appendAll(parts).root();
    }

    private List<Hash> read(HashTile tile) {
        try {
            return tile.decode(reader.read(tile));
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }
}
