package dev.releaseledger.events.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A witness's statement, below a checkpoint, that up to then it knew of no larger tree of this log and of none that this one
 * does not extend (C2SP tlog-cosignature, the Ed25519 kind). There is none that was not verified.
 *
 * @param witness the pinned key that it was verified with
 * @param time when the witness made it, in whole seconds
 * @param signature the signature line: eight bytes of time, then the Ed25519 signature
 */
public record Cosignature(WitnessKey witness, Instant time, NoteSignature signature) {
    private static final int LENGTH = Long.BYTES + 64;

    /** The most that is accepted as a witness's answer: the keys of a witness are few. */
    public static final int MAX_LINES = 16;

    /** The last second that {@link Instant} can say, which is below the format's own limit and far beyond any clock. */
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

    /** Reads signature lines such as a witness answers with; believes none of them. */
    public static List<NoteSignature> parseLines(String text) throws Malformed {
        StrictText.requireNoControls(text);
        List<String> lines = StrictText.lines(text);
        if (lines.size() > MAX_LINES) {
            throw new Malformed(
                    Malformed.Fault.TOO_MANY_SIGNATURES,
                    "a witness answers with at most " + MAX_LINES + " signatures, not " + lines.size());
        }
        List<NoteSignature> signatures = new ArrayList<>(lines.size());
        for (String line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return signatures;
    }

    /** The lines as {@link #parseLines} reads them. */
    public static String formatLines(Collection<NoteSignature> signatures) {
        StringBuilder lines = new StringBuilder();
        signatures.forEach(signature -> lines.append(signature.format()).append('\n'));
        return lines.toString();
    }

    /**
     * Checks every signature that names a known witness, by its name and its id; others say nothing, whatever they are.
     *
     * @param text the text of the checkpoint that is cosigned, without its signatures
     * @param signatures signature lines, those of the log among them or not
     * @param known the witnesses that were pinned
     * @return at most one for each witness, in the order of the lines; none where no known witness signed
     * @throws Malformed if what names a known witness is not the 72 bytes of a cosignature, or has no time
     * @throws NoteRejected if a known witness's signature is not over this text and its time
     */
    public static List<Cosignature> verify(
            String text, Collection<NoteSignature> signatures, Collection<WitnessKey> known)
            throws Malformed, NoteRejected {
        List<Cosignature> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (WitnessKey witness : known) {
                if (witness.isNamedBy(signature)) {
                    Cosignature cosignature = verify(text, signature, witness);
                    if (verified.stream().noneMatch(each -> each.witness().equals(witness))) {
                        verified.add(cosignature);
                    }
                }
            }
        }
        return verified;
    }

    private static Cosignature verify(String text, NoteSignature signature, WitnessKey witness)
            throws Malformed, NoteRejected {
        byte[] bytes = signature.bytes();
        if (bytes.length != LENGTH) {
            throw new Malformed(
                    Malformed.Fault.SIGNATURE_LENGTH,
                    "a cosignature has " + LENGTH + " bytes after its key id, that of " + witness.name() + " has "
                            + bytes.length);
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        long seconds = fields.getLong();
        if (seconds <= 0 || seconds > LAST_SECOND) {
            throw new Malformed(
                    Malformed.Fault.TIMESTAMP,
                    "a cosignature says its time in seconds since 1970, that of " + witness.name() + " says "
                            + Long.toUnsignedString(seconds));
        }
        byte[] ed25519 = new byte[fields.remaining()];
        fields.get(ed25519);
        if (!witness.verifies(message(seconds, text), ed25519)) {
            throw new NoteRejected(
                    NoteRejected.Reason.WRONG_SIGNATURE,
                    "the cosignature of " + StrictText.quote(witness.name()) + " is not over this text and time");
        }
        return new Cosignature(witness, Instant.ofEpochSecond(seconds), signature);
    }

    /** What is signed: two lines that say what kind of statement this is and when it was made, then the note's text. */
    private static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** The signature line, without its newline. */
    public String format() {
        return signature.format();
    }
}
