package dev.releaseledger.events.ledger;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A named Ed25519 public key of one signature type, with the text that C2SP signed-note ("Verifier keys") gives it:
 * {@code <name>+<key id, 8 hexadecimal digits>+base64(type ‖ public key)}. The type is in the id, so that a signature of one
 * type is never taken for one of another, whatever keys are shared.
 */
final class NamedKey {
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{8}");

    private final byte type;
    private final String name;
    private final byte[] raw;
    private final int keyId;
    private final PublicKey publicKey;

    NamedKey(byte type, String name, byte[] raw) throws Malformed {
        requireName(name);
        this.publicKey = Ed25519.publicKey(raw);
        this.type = type;
        this.name = name;
        this.raw = raw.clone();
        this.keyId = keyId(type, name, raw);
    }

    /** Reads the text of a key of this type; refuses one whose id is not that of its type, name and key. */
    static NamedKey parse(byte type, String text) throws Malformed {
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
        if (typed.length == 0 || typed[0] != type) {
            throw new Malformed(
                    Malformed.Fault.KEY_TYPE,
                    "only keys of type 0x" + HexFormat.of().toHexDigits(type) + " are known here");
        }
        NamedKey key = new NamedKey(type, parts[0], Arrays.copyOfRange(typed, 1, typed.length));
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
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.codePoints().anyMatch(NamedKey::isSpaceOrControl)) {
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
    private static int keyId(byte type, String name, byte[] raw) throws Malformed {
        MessageDigest digest = Sha256.start();
        digest.update(StrictText.encodeUtf8(name));
        digest.update((byte) '\n');
        digest.update(type);
        digest.update(raw);
        byte[] hash = digest.digest();
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
    }

    String name() {
        return name;
    }

    int keyId() {
        return keyId;
    }

    byte[] raw() {
        return raw.clone();
    }

    /** Whether a signature claims to be by this key: its name and its id both match. */
    boolean isNamedBy(NoteSignature signature) {
        return keyId == signature.keyId() && name.equals(signature.name());
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verify(publicKey, message, signature);
    }

    String format() {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = type;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+" + StrictText.base64(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedKey key
                && type == key.type
                && name.equals(key.name)
                && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + type) + Arrays.hashCode(raw);
    }
}
