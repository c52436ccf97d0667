package dev.releaseledger.events.ledger;

/** A text or a sequence of bytes is not of the form that its specification demands. */
public final class Malformed extends NotVerified {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the form. */
    public enum Fault {
        /** More bytes than are accepted. */
        TOO_LARGE,
        /** Not valid UTF-8. */
        NOT_UTF8,
        /** A control character below U+0020 other than the newline. */
        CONTROL_CHARACTER,
        /** No empty line between a text and its signatures. */
        NO_BLANK_LINE,
        /** No signature line after the empty line. */
        NO_SIGNATURE,
        /** More signatures than are accepted. */
        TOO_MANY_SIGNATURES,
        /** The last line does not end in a newline. */
        NO_FINAL_NEWLINE,
        /** A line among the signatures that is not em dash, space, key name, space, base64. */
        SIGNATURE_LINE,
        /** An empty key name, or one with a space or a plus. */
        KEY_NAME,
        /** Not canonical standard base64 with padding. */
        BASE64,
        /** A signature without room for a key id and a byte, or a cosignature of another length than its own. */
        SIGNATURE_LENGTH,
        /** A cosignature that says no time, or one that there is not. */
        TIMESTAMP,
        /** Not three parts joined by plus signs: name, key id, key. */
        KEY_PARTS,
        /** A key id that is not eight lowercase hexadecimal digits, or not that of the name and the key. */
        KEY_ID,
        /** A key of another type than the one that is wanted. */
        KEY_TYPE,
        /** Not the 32 bytes of an Ed25519 public key, or a private key that cannot be read. */
        KEY_BYTES,
        /** Fewer lines than the format demands. */
        MISSING_LINE,
        /** An empty line where a line must say something. */
        EMPTY_LINE,
        /** A first line that names another format. */
        FORMAT_NAME,
        /** Not a decimal number without leading zeroes, or one out of range. */
        NUMBER,
        /** Not the base64 of 32 bytes. */
        HASH,
        /** Not a path of tlog-tiles. */
        TILE_PATH,
        /** A tile or an entry bundle with too few or too many bytes. */
        TILE_LENGTH
    }

    private final Fault fault;

    Malformed(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What is wrong with the form. */
    public Fault fault() {
        return fault;
    }
}
