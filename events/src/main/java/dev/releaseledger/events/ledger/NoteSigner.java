package dev.releaseledger.events.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 private key with a name, which signs notes (C2SP signed-note). Never shows its key but by {@link #toPem}. */
public final class NoteSigner {
    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";

    private final PrivateKey privateKey;
    private final VerifierKey verifierKey;

    private NoteSigner(PrivateKey privateKey, VerifierKey verifierKey) {
        this.privateKey = privateKey;
        this.verifierKey = verifierKey;
    }

    /**
     * A signer with a new key.
     *
     * @throws Malformed if a key cannot have this name
     */
    public static NoteSigner generate(String name) throws Malformed {
        KeyPair pair = Ed25519.generate();
        return new NoteSigner(pair.getPrivate(), new VerifierKey(name, Ed25519.rawPublicKey(pair.getPublic())));
    }

    /**
     * A signer with the key of a PKCS#8 PEM text (RFC 7468, RFC 8410), as {@code openssl genpkey -algorithm ed25519}
     * writes it, unencrypted.
     *
     * @throws Malformed if the text holds no such key, or a key cannot have this name
     */
    public static NoteSigner fromPem(String name, String pem) throws Malformed {
        EdECPrivateKey key = readPem(pem);
        return new NoteSigner(key, new VerifierKey(name, Ed25519.rawPublicKey(Ed25519.publicKeyOf(key))));
    }

    /** Like {@link #fromPem}, from a file. */
    public static NoteSigner load(String name, Path pemFile) throws IOException, Malformed {
        return fromPem(name, Files.readString(pemFile, StandardCharsets.US_ASCII));
    }

    private static EdECPrivateKey readPem(String pem) throws Malformed {
        String text = pem.strip();
        if (!text.startsWith(PEM_BEGIN) || !text.endsWith(PEM_END)) {
            throw new Malformed(Malformed.Fault.KEY_BYTES, "not one PEM block of a PRIVATE KEY");
        }
        String body = text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length());
        try {
            byte[] der = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
            if (key instanceof EdECPrivateKey edwards) {
                return edwards;
            }
            throw new Malformed(Malformed.Fault.KEY_TYPE, "not an Ed25519 private key");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Malformed(Malformed.Fault.KEY_BYTES, "the PEM block holds no PKCS#8 Ed25519 private key");
        }
    }

    /** The key that verifies what this one signs. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** The name of the key. */
    public String name() {
        return verifierKey.name();
    }

    /** Signs the text of a note, in UTF-8. */
    public NoteSignature sign(String text) {
        byte[] signature = Ed25519.sign(privateKey, text.getBytes(StandardCharsets.UTF_8));
        return new NoteSignature(verifierKey.name(), verifierKey.keyId(), signature);
    }

    /** The private key as {@link #fromPem} reads it. Write it where only its owner can read it. */
    public String toPem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded());
        return PEM_BEGIN + "\n" + body + "\n" + PEM_END + "\n";
    }

    @Override
    public String toString() {
        return "NoteSigner[" + verifierKey + "]";
    }
}
