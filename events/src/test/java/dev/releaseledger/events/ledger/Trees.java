package dev.releaseledger.events.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trees to test with, and the Merkle tree hash exactly as RFC 6962 section 2.1 defines it, slow and obvious. */
final class Trees {
    private Trees() {}

    /** The leaf of the entry that says its own position. */
    static Hash leaf(int position) {
        return Hash.leaf(ByteBuffer.allocate(Integer.BYTES).putInt(position).array());
    }

    static List<Hash> leaves(int count) {
        return IntStream.range(0, count).mapToObj(Trees::leaf).toList();
    }

    static Hash naiveRoot(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = 1;
        while (2 * split < leaves.size()) {
            split *= 2;
        }
        return Hash.node(naiveRoot(leaves.subList(0, split)), naiveRoot(leaves.subList(split, leaves.size())));
    }

    static Hash flip(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return new Hash(bytes);
    }

    /** The hashes with one bit of one of them flipped. */
    static List<Hash> flipOne(List<Hash> hashes, int which, int bit) {
        List<Hash> flipped = new ArrayList<>(hashes);
        int index = Math.floorMod(which, hashes.size());
        flipped.set(index, flip(hashes.get(index), bit));
        return flipped;
    }
}
