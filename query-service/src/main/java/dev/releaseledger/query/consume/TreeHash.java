package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.TilePath;
import java.util.List;

/**
 * The root of a full tile, which is a hash of a tile of the level above.
 *
 * @param level the level of the tile that has this hash in it, from 1 on: level 0 are the leaves
 * @param index the index within the whole level
 */
record TreeHash(int level, long index, Hash hash) {

    /** Appends leaves and keeps the roots of the tiles that they fill. */
    static Frontier grow(Frontier frontier, List<Hash> leaves, List<TreeHash> filled) {
        return frontier.appendAll(leaves, (treeLevel, index, hash) -> {
            if (treeLevel > 0 && treeLevel % TilePath.HEIGHT == 0) {
                filled.add(new TreeHash(treeLevel / TilePath.HEIGHT, index, hash));
            }
        });
    }
}
