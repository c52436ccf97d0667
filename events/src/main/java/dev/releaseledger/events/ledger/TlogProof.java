package dev.releaseledger.events.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text that proves offline that an entry is in a log (C2SP tlog-proof): the entry's index, its inclusion proof and a
 * signed checkpoint. Believe nothing of it before {@link #open} has returned.
 *
 * @param extra opaque data in base64, which no signature covers; empty where there is none
 * @param index the index of the entry
 * @param hashes the inclusion proof, from the leaf's sibling up
 * @param checkpoint the signed checkpoint of the tree that the proof is in
 */
public record TlogProof(String extra, long index, List<Hash> hashes, SignedNote checkpoint) {
    private static final String FORMAT = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Refuses what {@link #parse} would not read back. */
    public TlogProof {
        hashes = List.copyOf(hashes);
        try {
            StrictText.decodeBase64(extra);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e);
        }
        if (index < 0) {
            throw new IllegalArgumentException("no entry has index " + index);
        }
    }

    /** The proof of one entry in the tree of a signed checkpoint, without extra data. */
    public static TlogProof of(InclusionProof proof, SignedNote checkpoint) {
        return new TlogProof("", proof.index(), proof.hashes(), checkpoint);
    }

    /** Reads a proof; believes nothing of it. */
    public static TlogProof parse(String text) throws Malformed {
        // No line of the proof itself is empty, so the first empty line ends it.
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new Malformed(Malformed.Fault.NO_BLANK_LINE, "no empty line between the proof and its checkpoint");
        }
        List<String> lines = StrictText.lines(text.substring(0, end + 1));
        if (!lines.get(0).equals(FORMAT)) {
            throw new Malformed(
                    Malformed.Fault.FORMAT_NAME,
                    "the first line is " + FORMAT + ", not " + StrictText.quote(lines.get(0)));
        }
        int next = 1;
        String extra = "";
        if (next < lines.size() && lines.get(next).startsWith(EXTRA)) {
            extra = lines.get(next).substring(EXTRA.length());
            if (StrictText.decodeBase64(extra).length == 0) {
                throw new Malformed(Malformed.Fault.EMPTY_LINE, "the line of extra data has none");
            }
            next++;
        }
        if (next == lines.size() || !lines.get(next).startsWith(INDEX)) {
            throw new Malformed(Malformed.Fault.MISSING_LINE, "no line that says the index of the entry");
        }
        long index = StrictText.decodeNumber(lines.get(next).substring(INDEX.length()));
        List<Hash> hashes = new ArrayList<>();
        for (String line : lines.subList(next + 1, lines.size())) {
            hashes.add(Hash.ofBase64(line));
        }
        return new TlogProof(extra, index, hashes, SignedNote.parse(text.substring(end + 2)));
    }

    /** The text, as {@link #parse} reads it; by convention in a file named {@code *.tlog-proof}. */
    public String format() {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        if (!extra.isEmpty()) {
            text.append(EXTRA).append(extra).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.toBase64()).append('\n'));
        return text.append('\n').append(checkpoint.format()).toString();
    }

    /**
     * Returns if and only if the log has this leaf at the index, by a checkpoint that a pinned key of the log signed.
     *
     * @param leaf what {@link Hash#leaf} makes of the entry
     * @param origin the log that is meant
     * @param known the log's pinned keys
     * @return the checkpoint, which is worth keeping: later ones must extend it
     * @throws Malformed if the note below the proof is not a checkpoint
     * @throws NoteRejected if the checkpoint is not to be believed
     * @throws ProofFailed if its tree has no such leaf at the index
     */
    public Checkpoint open(Hash leaf, String origin, Collection<VerifierKey> known)
            throws Malformed, NoteRejected, ProofFailed {
        Checkpoint opened = Checkpoint.open(checkpoint, origin, known);
        new InclusionProof(index, opened.size(), hashes).verify(leaf, opened.root());
        return opened;
    }
}
