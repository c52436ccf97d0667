package dev.releaseledger.bench.service;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.TilePath;
import java.util.ArrayList;
import java.util.List;

/** What the projection keeps of the tree over some entries beside their leaf hashes: the roots of full tiles, and landmarks. */
final class KeptTree {
    /** A frontier is kept at every multiple of this size. */
    private static final int LANDMARK = 1024;

    private final List<TileHash> tiles = new ArrayList<>();
    private final List<Landmark> landmarks = new ArrayList<>();

    /** The root of a full tile, a hash of a tile of this level. */
    record TileHash(int level, long index, Hash hash) {}

    /** A frontier that is kept. */
    record Landmark(long size, byte[] subtrees) {}

    /** The frontier with these leaves after its own; keeps what they complete. */
    Frontier grow(Frontier frontier, List<Hash> leaves) {
        Frontier grown = frontier;
        int from = 0;
        while (from < leaves.size()) {
            int to = (int) Math.min(leaves.size(), from + LANDMARK - grown.size() % LANDMARK);
            grown = grown.appendAll(leaves.subList(from, to), this::completed);
            if (grown.size() % LANDMARK == 0) {
                landmarks.add(new Landmark(grown.size(), grown.toBytes()));
            }
            from = to;
        }
        return grown;
    }

    private void completed(int level, long index, Hash hash) {
        if (level > 0 && level % TilePath.HEIGHT == 0) {
            tiles.add(new TileHash(level / TilePath.HEIGHT, index, hash));
        }
    }

    List<TileHash> tiles() {
        return tiles;
    }

    List<Landmark> landmarks() {
        return landmarks;
    }
}
