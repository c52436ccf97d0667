package dev.releaseledger.events.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A tile of the Merkle tree (C2SP tlog-tiles): up to 256 consecutive hashes of tree level {@code 8 * level}, 32 bytes
 * each. Those of level 0 are leaves; each of a higher level is the root of a full tile of the level below.
 *
 * @param level the tile level, 0 to 63
 * @param index the index among the tiles of its level
 * @param width the number of hashes, 1 to 256
 */
public record HashTile(int level, long index, int width) implements TilePath {
    /** Refuses what no path can name. */
    public HashTile {
        TilePathSyntax.require(index, width);
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("no tile has level " + level);
        }
    }

    /**
     * The tile in which a tree keeps the root of a perfect subtree, or the hashes that it is made of where its level is
     * not a multiple of 8.
     *
     * @param treeLevel the subtree's level: it has {@code 1 << treeLevel} leaves
     * @param treeIndex the subtree's index among those of its level
     * @param size the number of leaves of the tree
     * @throws IndexOutOfBoundsException if the subtree does not lie within the tree
     */
    public static HashTile holding(int treeLevel, long treeIndex, long size) {
        Objects.checkIndex(treeLevel, Long.SIZE - 1);
        Objects.checkIndex(treeIndex, size >>> treeLevel);
        int level = treeLevel / HEIGHT;
        long index = (treeIndex << (treeLevel % HEIGHT)) / FULL_WIDTH;
        long hashes = size >>> (level * HEIGHT);
        return new HashTile(level, index, (int) Math.min(FULL_WIDTH, hashes - index * FULL_WIDTH));
    }

    /** The index, within its whole tree level, of the tile's first hash. */
    long firstHash() {
        return index * FULL_WIDTH;
    }

    /** Cuts the tile's bytes into its hashes; refuses any other number of bytes than 32 for each. */
    public List<Hash> decode(byte[] bytes) throws Malformed {
        if (bytes.length != width * Hash.LENGTH) {
            throw new Malformed(
                    Malformed.Fault.TILE_LENGTH,
                    path() + " has " + width * Hash.LENGTH + " bytes, not " + bytes.length);
        }
        List<Hash> hashes = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            hashes.add(new Hash(bytes, i * Hash.LENGTH, Hash.LENGTH));
        }
        return hashes;
    }

    /**
     * The bytes under which a log serves these hashes.
     *
     * @throws IllegalArgumentException if they are not as many as the tile is wide
     */
    public byte[] encode(List<Hash> hashes) {
        if (hashes.size() != width) {
            throw new IllegalArgumentException(path() + " has " + width + " hashes, not " + hashes.size());
        }
        byte[] bytes = new byte[width * Hash.LENGTH];
        for (int i = 0; i < width; i++) {
            hashes.get(i).copyTo(bytes, i * Hash.LENGTH);
        }
        return bytes;
    }

    @Override
    public boolean isIn(long size) {
        // A shift by 64 and more would begin again at 0.
        return level * HEIGHT < Long.SIZE && TilePathSyntax.reaches(size >>> (level * HEIGHT), index, width);
    }

    @Override
    public String path() {
        return TilePathSyntax.format(Integer.toString(level), index, width);
    }
}
