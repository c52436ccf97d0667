package dev.releaseledger.events.ledger;

import java.util.Collection;
import java.util.List;

/**
 * A statement of a log's size and root (C2SP tlog-checkpoint). Its text has a line each for the origin, the size and
 * the base64 of the root, then the extensions; signed, it is the text of a {@link SignedNote}.
 *
 * @param origin the name of the log, by convention also that of its key
 * @param size the number of entries
 * @param root the Merkle tree hash of these entries
 * @param extensions further lines, opaque and better left out: no monitor can audit them
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final int FIXED_LINES = 3;

    /** Refuses what {@link #parse} would not read back. */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (size < 0) {
            throw new IllegalArgumentException("a log cannot have " + size + " entries");
        }
        requireLine(origin);
        extensions.forEach(Checkpoint::requireLine);
    }

    /** A checkpoint without extensions. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    private static void requireLine(String line) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < 0x20)) {
            throw new IllegalArgumentException("not one line that says something: " + StrictText.quote(line));
        }
    }

    /** Reads the text of a checkpoint without signatures, believing it. For a signed one see {@link #open}. */
    public static Checkpoint parse(String text) throws Malformed {
        StrictText.requireNoControls(text);
        List<String> lines = StrictText.lines(text);
        if (lines.contains("")) {
            throw new Malformed(Malformed.Fault.EMPTY_LINE, "a checkpoint has no empty lines");
        }
        if (lines.size() < FIXED_LINES) {
            throw new Malformed(
                    Malformed.Fault.MISSING_LINE,
                    "a checkpoint has lines for origin, size and root, not just " + lines.size());
        }
        return new Checkpoint(
                lines.get(0),
                StrictText.decodeNumber(lines.get(1)),
                Hash.ofBase64(lines.get(2)),
                lines.subList(FIXED_LINES, lines.size()));
    }

    /**
     * Reads a signed checkpoint and believes it because a pinned key of the log signed it.
     *
     * @param origin the log that is meant; a statement about another one is refused, whoever signed it
     * @param known the log's pinned keys
     * @throws Malformed if it is not a signed note, or its text is not a checkpoint
     * @throws NoteRejected if it is not signed by one of these keys, or is of another log
     */
    public static Checkpoint open(SignedNote note, String origin, Collection<VerifierKey> known)
            throws Malformed, NoteRejected {
        note.verify(known);
        Checkpoint checkpoint = parse(note.text());
        if (!checkpoint.origin().equals(origin)) {
            throw new NoteRejected(
                    NoteRejected.Reason.WRONG_ORIGIN,
                    "a checkpoint of " + StrictText.quote(checkpoint.origin()) + ", not of "
                            + StrictText.quote(origin));
        }
        return checkpoint;
    }

    /** Like {@link #open(SignedNote, String, Collection)}, from the note's text. */
    public static Checkpoint open(String note, String origin, Collection<VerifierKey> known)
            throws Malformed, NoteRejected {
        return open(SignedNote.parse(note), origin, known);
    }

    /** The text that is signed; its last line ends in a newline as well. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.toBase64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Signs the checkpoint. Whoever signs two that are inconsistent with each other has broken the log. */
    public SignedNote sign(NoteSigner signer, NoteSigner... more) {
        return SignedNote.sign(text(), signer, more);
    }
}
