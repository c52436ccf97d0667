package dev.releaseledger.events.ledger;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A named Ed25519 public key that verifies notes (C2SP signed-note, "Verifier keys"): its text is
 * {@code <name>+<key id, 8 hexadecimal digits>+base64(0x01 ‖ public key)}. Pin it: a key that comes over the same way
 * as the note that it verifies proves nothing.
 */
public final class VerifierKey {
    /** The signature type of Ed25519 (C2SP signed-note, "Signature types"). */
    private static final byte TYPE_ED25519 = 0x01;

    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");

    private final String name;
    private final byte[] raw;
    private final int keyId;
    private final PublicKey publicKey;

    /**
     * @param name the key's name, by convention the origin of the log that signs with it
     * @param raw the 32 bytes of the public key (RFC 8032)
     * @throws Malformed if the name is not one of a key, or the bytes are no Ed25519 public key
     */
    public VerifierKey(String name, byte[] raw) throws Malformed {
        requireName(name);
        this.publicKey = Ed25519.publicKey(raw);
        this.name = name;
        this.raw = raw.clone();
        this.keyId = keyId(name, raw);
    }

    /** Reads the text of a verifier key; refuses one whose id is not that of its name and key. */
    public static VerifierKey parse(String text) throws Malformed {
        // The base64 of the key may contain plus signs, the name and the id may not.
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new Malformed(
                    Malformed.Fault.KEY_PARTS,
                    "a verifier key is <name>+<key id>+<key>, not " + StrictText.quote(text));
        }
        requireName(parts[0]);
        if (!KEY_ID.matcher(parts[1]).matches()) {
            throw new Malformed(
                    Malformed.Fault.KEY_ID,
                    "a key id is eight lowercase hexadecimal digits, not " + StrictText.quote(parts[1]));
        }
        byte[] typed = StrictText.decodeBase64(parts[2]);
        if (typed.length == 0 || typed[0] != TYPE_ED25519) {
            throw new Malformed(Malformed.Fault.KEY_TYPE, "only keys of type 0x01 (Ed25519) are known here");
        }
        VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (key.keyId != HexFormat.fromHexDigits(parts[1])) {
            throw new Malformed(
                    Malformed.Fault.KEY_ID,
                    "the key id of this name and key is " + HexFormat.of().toHexDigits(key.keyId) + ", not "
                            + parts[1]);
        }
        return key;
    }

    /** Refuses an empty name and one with a Unicode space or a plus sign. */
    static void requireName(String name) throws Malformed {
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.codePoints().anyMatch(VerifierKey::isSpaceOrControl)) {
            throw new Malformed(
                    Malformed.Fault.KEY_NAME,
                    "a key name is not empty and has neither spaces nor plus signs: " + StrictText.quote(name));
        }
        StrictText.encodeUtf8(name);
    }

    private static boolean isSpaceOrControl(int codePoint) {
        // U+0085 is white space in Unicode, though no separator; so are the ASCII controls from tab to carriage return.
        return Character.isSpaceChar(codePoint) || codePoint < 0x20 || codePoint == 0x85;
    }

    /** SHA-256(name ‖ 0x0A ‖ type ‖ public key), its first four bytes in big-endian order. */
    private static int keyId(String name, byte[] raw) throws Malformed {
        MessageDigest digest = Sha256.start();
        digest.update(StrictText.encodeUtf8(name));
        digest.update((byte) '\n');
        digest.update(TYPE_ED25519);
        digest.update(raw);
        byte[] hash = digest.digest();
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
    }

    /** The key's name. */
    public String name() {
        return name;
    }

    /** The unsigned 32-bit id that signatures carry beside the name. */
    public int keyId() {
        return keyId;
    }

    /** A copy of the public key's 32 bytes. */
    public byte[] publicKey() {
        return raw.clone();
    }

    /** Whether a signature claims to be by this key: its name and its id both match. */
    boolean isNamedBy(NoteSignature signature) {
        return keyId == signature.keyId() && name.equals(signature.name());
    }

    boolean verifies(byte[] message, NoteSignature signature) {
        return Ed25519.verify(publicKey, message, signature.bytes());
    }

    /** The text of the key, as {@link #parse} reads it. */
    public String format() {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = TYPE_ED25519;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+" + StrictText.base64(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && name.equals(key.name) && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return format();
    }
}
