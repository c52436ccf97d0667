package dev.releaseledger.events.flag.evaluate;

/**
 * MurmurHash3, x86, 32 bits, seed 0: Austin Appleby's, of which the reference implementation is public domain
 * (github.com/aappleby/smhasher). It spreads, and keeps no secrets.
 */
final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /** The hash of these bytes. */
    static int hash(byte[] bytes) {
        return hash(bytes, 0);
    }

    /** The hash of these bytes, begun with this seed. */
    static int hash(byte[] bytes, int seed) {
        int hash = seed;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int block = bytes[i] & 0xff
                    | (bytes[i + 1] & 0xff) << 8
                    | (bytes[i + 2] & 0xff) << 16
                    | (bytes[i + 3] & 0xff) << 24;
            hash ^= mixed(block);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            rest = rest << 8 | bytes[i] & 0xff;
        }
        hash ^= mixed(rest);
        hash ^= bytes.length;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }
}
