package dev.releaseledger.events.ledger;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) as the JDK offers it, with public keys as their 32 bytes. */
final class Ed25519 {
    static final int KEY_LENGTH = 32;
    private static final String ALGORITHM = "Ed25519";

    /** What DER puts before the 32 bytes of a public key: SEQUENCE, the algorithm 1.3.101.112, BIT STRING (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    static byte[] rawPublicKey(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509_PREFIX.length + KEY_LENGTH
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + key.getAlgorithm());
        }
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    /** The key of these bytes; refuses what is not 32 bytes or not a point of the curve. */
    static PublicKey publicKey(byte[] raw) throws Malformed {
        if (raw.length != KEY_LENGTH) {
            throw new Malformed(
                    Malformed.Fault.KEY_BYTES,
                    "an Ed25519 public key has " + KEY_LENGTH + " bytes, this has " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_LENGTH);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_LENGTH);
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            // Only a signature engine decodes the point, so an impossible key would otherwise show at its first use.
            Signature.getInstance(ALGORITHM).initVerify(key);
            return key;
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new Malformed(Malformed.Fault.KEY_BYTES, "these 32 bytes are not an Ed25519 public key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    /**
     * The public key of a private key. The JDK has no call for it, but its generator takes the private key from the
     * random bytes it is given.
     */
    static PublicKey publicKeyOf(EdECPrivateKey key) throws Malformed {
        byte[] seed = key.getBytes()
                .orElseThrow(() -> new Malformed(Malformed.Fault.KEY_BYTES, "the private key does not show its bytes"));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, new TheseBytes(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] generated = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(IllegalStateException::new);
            if (!Arrays.equals(generated, seed)) {
                throw new IllegalStateException("this JDK's Ed25519 generator does not start from its random bytes");
            }
            return pair.getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no Ed25519", e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this Ed25519 key", e);
        }
    }

    static boolean verify(PublicKey key, byte[] message, byte[] claimed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(claimed);
        } catch (SignatureException e) {
            // The JDK throws for a signature of the wrong length or with a scalar out of range.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot verify with this Ed25519 key", e);
        }
    }

    private static final class TheseBytes extends SecureRandom {
        @Serial
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        TheseBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("asked for " + target.length + " bytes of a key of " + bytes.length);
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}
