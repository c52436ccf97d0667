package dev.releaseledger.events.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One signature line of a note (C2SP signed-note): {@code — <name> base64(key id ‖ signature)}. It may be by a key that
 * we know nothing of, so its bytes are anything.
 */
public final class NoteSignature {
    private static final String MARK = "\u2014 ";

    private final String name;
    private final int keyId;
    private final byte[] bytes;

    NoteSignature(String name, int keyId, byte[] bytes) {
        this.name = name;
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    /** Reads a line without its newline. */
    static NoteSignature parse(String line) throws Malformed {
        int space = line.indexOf(' ', MARK.length());
        if (!line.startsWith(MARK) || space < 0) {
            throw new Malformed(
                    Malformed.Fault.SIGNATURE_LINE,
                    "a signature line is em dash, space, name, space, base64, not " + StrictText.quote(line));
        }
        String name = line.substring(MARK.length(), space);
        NamedKey.requireName(name);
        byte[] identified = StrictText.decodeBase64(line.substring(space + 1));
        if (identified.length <= Integer.BYTES) {
            throw new Malformed(
                    Malformed.Fault.SIGNATURE_LENGTH,
                    "a key id and a signature have more than " + Integer.BYTES + " bytes, not " + identified.length);
        }
        return new NoteSignature(
                name,
                ByteBuffer.wrap(identified).getInt(),
                Arrays.copyOfRange(identified, Integer.BYTES, identified.length));
    }

    /** The line, without its newline. */
    String format() {
        byte[] identified = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(keyId)
                .put(bytes)
                .array();
        return MARK + name + " " + StrictText.base64(identified);
    }

    /** The name of the key. */
    public String name() {
        return name;
    }

    /** The unsigned 32-bit id of the key. */
    public int keyId() {
        return keyId;
    }

    /** A copy of the signature, without the key id. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature signature
                && keyId == signature.keyId
                && name.equals(signature.name)
                && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().toHexDigits(keyId);
    }
}
