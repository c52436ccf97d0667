package dev.releaseledger.events.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A text with signatures below it (C2SP signed-note). Believe nothing of the text before {@link #verify} has returned.
 *
 * @param text the signed text, which ends in a newline and has no control characters but newlines
 * @param signatures at least one, in the order of their lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** The most bytes that are accepted, the same as in the reference implementation. */
    public static final int MAX_BYTES = 1_000_000;

    /** The most signatures that are accepted, the same as in the reference implementation; 16 are demanded. */
    public static final int MAX_SIGNATURES = 100;

    /** Refuses what {@link #parse(String)} would not read back. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        try {
            requireText(text);
            if (signatures.isEmpty()) {
                throw new Malformed(Malformed.Fault.NO_SIGNATURE, "a signed note has a signature");
            }
            requireAtMost(signatures.size());
            requireFitting(format(text, signatures).getBytes(StandardCharsets.UTF_8));
        } catch (Malformed e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Signs the text with each signer, in their order. */
    public static SignedNote sign(String text, NoteSigner signer, NoteSigner... more) {
        return new SignedNote(
                text,
                Stream.concat(Stream.of(signer), Stream.of(more))
                        .map(each -> each.sign(text))
                        .toList());
    }

    /** Reads a note; believes none of its signatures. */
    public static SignedNote parse(byte[] bytes) throws Malformed {
        requireFitting(bytes);
        String note = StrictText.decodeUtf8(bytes);
        StrictText.requireNoControls(note);
        // The text may have empty lines, the signatures may not: the last empty line is between them.
        int split = note.lastIndexOf("\n\n");
        if (split < 0) {
            throw new Malformed(Malformed.Fault.NO_BLANK_LINE, "no empty line between the text and the signatures");
        }
        String signatureLines = note.substring(split + 2);
        if (signatureLines.isEmpty()) {
            throw new Malformed(Malformed.Fault.NO_SIGNATURE, "no signature below the empty line");
        }
        List<String> lines = StrictText.lines(signatureLines);
        requireAtMost(lines.size());
        List<NoteSignature> signatures = new ArrayList<>(lines.size());
        for (String line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    /** Reads a note; believes none of its signatures. */
    public static SignedNote parse(String note) throws Malformed {
        return parse(StrictText.encodeUtf8(note));
    }

    private static void requireText(String text) throws Malformed {
        StrictText.encodeUtf8(text);
        StrictText.requireNoControls(text);
        if (!text.endsWith("\n")) {
            throw new Malformed(Malformed.Fault.NO_FINAL_NEWLINE, "the text of a note ends in a newline");
        }
    }

    private static void requireFitting(byte[] bytes) throws Malformed {
        if (bytes.length > MAX_BYTES) {
            throw new Malformed(
                    Malformed.Fault.TOO_LARGE, "a note has at most " + MAX_BYTES + " bytes, not " + bytes.length);
        }
    }

    private static void requireAtMost(int signatures) throws Malformed {
        if (signatures > MAX_SIGNATURES) {
            throw new Malformed(
                    Malformed.Fault.TOO_MANY_SIGNATURES,
                    "a note has at most " + MAX_SIGNATURES + " signatures, not " + signatures);
        }
    }

    /** The note with another signature below its own, as a witness adds it. */
    public SignedNote with(NoteSignature signature) {
        return new SignedNote(
                text, Stream.concat(signatures.stream(), Stream.of(signature)).toList());
    }

    /**
     * Checks every signature that names a known key, by its name and its id; others say nothing, whatever they are.
     *
     * @param known the keys that were pinned
     * @return the known keys that signed, in the order of their signatures
     * @throws NoteRejected if a known key's signature is wrong, or no known key signed
     */
    public Set<VerifierKey> verify(Collection<VerifierKey> known) throws NoteRejected {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        Set<VerifierKey> signedBy = new LinkedHashSet<>();
        for (NoteSignature signature : signatures) {
            List<VerifierKey> named =
                    known.stream().filter(key -> key.isNamedBy(signature)).toList();
            List<VerifierKey> verifying = named.stream()
                    .filter(key -> key.verifies(message, signature))
                    .toList();
            if (!named.isEmpty() && verifying.isEmpty()) {
                throw new NoteRejected(
                        NoteRejected.Reason.WRONG_SIGNATURE,
                        "the signature of " + StrictText.quote(signature.toString()) + " is not over this text");
            }
            signedBy.addAll(verifying);
        }
        if (signedBy.isEmpty()) {
            throw new NoteRejected(
                    NoteRejected.Reason.NO_KNOWN_SIGNATURE,
                    "signed by " + StrictText.quote(signatures.toString()) + ", none of them pinned: " + known);
        }
        return signedBy;
    }

    /** The note as {@link #parse(String)} reads it; as bytes in UTF-8. */
    public String format() {
        return format(text, signatures);
    }

    private static String format(String text, List<NoteSignature> signatures) {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.format()).append('\n');
        }
        return note.toString();
    }
}
