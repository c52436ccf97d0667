package dev.releaseledger.events.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every perfect subtree of a tree, kept as it was completed. */
final class MemoryHashes implements HashSource {
    private final Map<Integer, List<Hash>> levels = new HashMap<>();

    MemoryHashes(List<Hash> leaves) {
        Frontier.EMPTY.appendAll(
                leaves,
                (level, index, hash) ->
                        levels.computeIfAbsent(level, l -> new ArrayList<>()).add(hash));
    }

    @Override
    public Hash hash(int level, long index) {
        List<Hash> hashes = levels.get(level);
        if (hashes == null) {
            throw new IndexOutOfBoundsException("no subtree of level " + level);
        }
        return hashes.get((int) index);
    }

    /** The bytes of a tile, as a log would serve them. */
    byte[] tile(HashTile tile) {
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            hashes.add(hash(tile.level() * TilePath.HEIGHT, tile.index() * TilePath.FULL_WIDTH + i));
        }
        return tile.encode(hashes);
    }
}
