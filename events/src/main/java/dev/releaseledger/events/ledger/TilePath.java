package dev.releaseledger.events.ledger;

/**
 * Names a resource of a tiled log (C2SP tlog-tiles): {@code tile/<L>/<N>[.p/<W>]} or
 * {@code tile/entries/<N>[.p/<W>]}, relative to the log's prefix. N is written in groups of three digits, all but the
 * last with an x before them: tile 1234067 is {@code x001/x234/067}. Every resource has exactly one path.
 */
public sealed interface TilePath permits HashTile, EntryBundle {
    /** The number of hashes or entries in a full tile. */
    int FULL_WIDTH = 256;

    /** The tree levels that one tile level spans: a tile's root is a hash of the tile level above. */
    int HEIGHT = 8;

    /** The largest tile level that a path can name. */
    int MAX_LEVEL = 63;

    /** The index among the tiles of its level, from 0. */
    long index();

    /** The number of hashes or entries: 256 in a full tile, fewer in a partial one. */
    int width();

    /** The path, without a slash before it. */
    String path();

    /** Whether this is a partial tile, one at the right border of some tree. */
    default boolean isPartial() {
        return width() < FULL_WIDTH;
    }

    /** Whether a tree of this size has the tile, in its width or in a greater one. */
    boolean isIn(long size);

    /** Reads a path, without a slash before it. */
    static TilePath parse(String path) throws Malformed {
        return TilePathSyntax.parse(path);
    }
}
