package dev.releaseledger.events.ledger;

/**
 * A named Ed25519 public key that verifies notes (C2SP signed-note, "Verifier keys"): its text is
 * {@code <name>+<key id, 8 hexadecimal digits>+base64(0x01 ‖ public key)}. Pin it: a key that comes over the same way
 * as the note that it verifies proves nothing.
 */
public final class VerifierKey {
    /** The signature type of Ed25519 (C2SP signed-note, "Signature types"). */
    private static final byte TYPE_ED25519 = 0x01;

    private final NamedKey key;

    /**
     * @param name the key's name, by convention the origin of the log that signs with it
     * @param raw the 32 bytes of the public key (RFC 8032)
     * @throws Malformed if the name is not one of a key, or the bytes are no Ed25519 public key
     */
    public VerifierKey(String name, byte[] raw) throws Malformed {
        this(new NamedKey(TYPE_ED25519, name, raw));
    }

    private VerifierKey(NamedKey key) {
        this.key = key;
    }

    /** Reads the text of a verifier key; refuses one whose id is not that of its name and key. */
    public static VerifierKey parse(String text) throws Malformed {
        return new VerifierKey(NamedKey.parse(TYPE_ED25519, text));
    }

    /** The key's name. */
    public String name() {
        return key.name();
    }

    /** The unsigned 32-bit id that signatures carry beside the name. */
    public int keyId() {
        return key.keyId();
    }

    /** A copy of the public key's 32 bytes. */
    public byte[] publicKey() {
        return key.raw();
    }

    /** Whether a signature claims to be by this key: its name and its id both match. */
    boolean isNamedBy(NoteSignature signature) {
        return key.isNamedBy(signature);
    }

    boolean verifies(byte[] message, NoteSignature signature) {
        return key.verifies(message, signature.bytes());
    }

    /** The text of the key, as {@link #parse} reads it. */
    public String format() {
        return key.format();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey verifier && key.equals(verifier.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return format();
    }
}
