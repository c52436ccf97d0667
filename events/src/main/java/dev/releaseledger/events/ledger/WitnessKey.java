package dev.releaseledger.events.ledger;

/**
 * A witness's named Ed25519 public key, which verifies its cosignatures (C2SP tlog-cosignature): its text is
 * {@code <name>+<key id, 8 hexadecimal digits>+base64(0x04 ‖ public key)}. Pin it, like a {@link VerifierKey}.
 */
public final class WitnessKey {
    /** The signature type of timestamped Ed25519 cosignatures. */
    private static final byte TYPE_COSIGNATURE = 0x04;

    private final NamedKey key;

    /**
     * @param name the witness's name, by convention a URL without its scheme
     * @param raw the 32 bytes of the public key (RFC 8032)
     * @throws Malformed if the name is not one of a key, or the bytes are no Ed25519 public key
     */
    public WitnessKey(String name, byte[] raw) throws Malformed {
        this(new NamedKey(TYPE_COSIGNATURE, name, raw));
    }

    private WitnessKey(NamedKey key) {
        this.key = key;
    }

    /** Reads the text of a witness's key; refuses one whose id is not that of its name and key, and a log's. */
    public static WitnessKey parse(String text) throws Malformed {
        return new WitnessKey(NamedKey.parse(TYPE_COSIGNATURE, text));
    }

    /** The witness's name. */
    public String name() {
        return key.name();
    }

    /** The unsigned 32-bit id that cosignatures carry beside the name. */
    public int keyId() {
        return key.keyId();
    }

    /** Whether a signature claims to be by this key: its name and its id both match. */
    boolean isNamedBy(NoteSignature signature) {
        return key.isNamedBy(signature);
    }

    boolean verifies(byte[] message, byte[] signature) {
        return key.verifies(message, signature);
    }

    /** The text of the key, as {@link #parse} reads it. */
    public String format() {
        return key.format();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WitnessKey witness && key.equals(witness.key);
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
