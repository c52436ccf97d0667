package dev.releaseledger.events.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hands out SHA-256 digests that have already taken in a prefix. A clone of a prepared digest costs less than asking
 * the providers for a new one, and unlike a digest per thread it costs virtual threads nothing to keep.
 */
final class Sha256 {
    private static final MessageDigest EMPTY = digest();
    private static final MessageDigest LEAF = prefixed((byte) 0x00);
    private static final MessageDigest NODE = prefixed((byte) 0x01);

    private Sha256() {}

    static MessageDigest start() {
        return copy(EMPTY);
    }

    static MessageDigest startLeaf() {
        return copy(LEAF);
    }

    static MessageDigest startNode() {
        return copy(NODE);
    }

    private static MessageDigest prefixed(byte prefix) {
        MessageDigest digest = digest();
        digest.update(prefix);
        return digest;
    }

    private static MessageDigest copy(MessageDigest prepared) {
        try {
            return (MessageDigest) prepared.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's SHA-256 cannot be cloned", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
