package dev.releaseledger.auditor.source;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSignature;
import dev.releaseledger.events.ledger.SignedNote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps so few of a growing ledger's signed notes that they fit into memory, however many there are: of those that the same
 * keys signed, the newest of each doubling of the ledger. What is no checkpoint is kept once, for the judges to see.
 */
final class ThinnedNotes {
    /** More keys than any ledger and its witnesses ever had; beyond them notes are passed over. */
    private static final int MOST = 4_096;

    private final Map<Kind, byte[]> kept = new LinkedHashMap<>();
    private long count;

    /** What notes have in common of which only the last one is kept; a doubling below 0 is of what is no checkpoint. */
    private record Kind(Set<Signer> signers, int doubling) {
        private static final Kind NONE = new Kind(Set.of(), -1);
    }

    private record Signer(String name, int keyId) {}

    void add(byte[] note) {
        count++;
        Kind kind = kind(note);
        // The last one of its kind is the last one of all as well, so it goes behind the others.
        if (kept.remove(kind) != null || kept.size() < MOST) {
            kept.put(kind, note);
        }
    }

    private static Kind kind(byte[] note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            Set<Signer> signers = new HashSet<>();
            for (NoteSignature signature : signed.signatures()) {
                signers.add(new Signer(signature.name(), signature.keyId()));
            }
            long size = Checkpoint.parse(signed.text()).size();
            return new Kind(Set.copyOf(signers), Long.SIZE - Long.numberOfLeadingZeros(size));
        } catch (Malformed e) {
            return Kind.NONE;
        }
    }

    /** Those that are kept, in the order in which they came. */
    List<byte[]> notes() {
        return new ArrayList<>(kept.values());
    }

    /** How many are not. */
    long passedOver() {
        return count - kept.size();
    }
}
