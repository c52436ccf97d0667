package dev.releaseledger.events.ledger;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-256 hash of the ledger's Merkle tree: 32 bytes, immutable, equal by value. Leaves, nodes and the empty root
 * are hashed as RFC 6962 section 2.1 says; the prefixes 0x00 and 0x01 keep a leaf from being passed off as a node.
 */
public final class Hash {
    /** The number of bytes in a hash. */
    public static final int LENGTH = 32;

    /** The root of the tree without entries: the SHA-256 of nothing. */
    public static final Hash EMPTY_ROOT = new Hash(Sha256.start());

    private final byte[] bytes;

    /**
     * Copies the bytes.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public Hash(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /**
     * Copies one hash out of many, as tiles and frontiers hold them.
     *
     * @throws IllegalArgumentException if the length is not 32
     */
    Hash(byte[] source, int from, int length) {
        if (length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + length);
        }
        this.bytes = Arrays.copyOfRange(source, from, from + LENGTH);
    }

    private Hash(MessageDigest finished) {
        this.bytes = finished.digest();
    }

    /** The leaf of an entry: SHA-256(0x00 ‖ entry). */
    public static Hash leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    /** The leaf of an entry that lies among other bytes. */
    public static Hash leaf(byte[] buffer, int offset, int length) {
        MessageDigest digest = Sha256.startLeaf();
        digest.update(buffer, offset, length);
        return new Hash(digest);
    }

    /** The parent of two subtrees: SHA-256(0x01 ‖ left ‖ right). */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = Sha256.startNode();
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new Hash(digest);
    }

    /**
     * Reads 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Hash ofHex(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Reads a hash from the one base64 that {@link #toBase64} writes of it. */
    public static Hash ofBase64(String text) throws Malformed {
        byte[] bytes = StrictText.decodeBase64(text);
        if (bytes.length != LENGTH) {
            throw new Malformed(
                    Malformed.Fault.HASH,
                    "a hash has " + LENGTH + " bytes, " + StrictText.quote(text) + " has " + bytes.length);
        }
        return new Hash(bytes);
    }

    /** The hash in standard base64 (RFC 4648 section 4), as checkpoints and proofs write it. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The hash as 64 lowercase hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
