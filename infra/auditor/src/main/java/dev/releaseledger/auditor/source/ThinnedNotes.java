package dev.releaseledger.auditor.source;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSignature;
import dev.releaseledger.events.ledger.SignedNote;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps so few of a growing ledger's signed notes that they fit into memory, however many there are: of those that the same
 * keys signed, the newest of each doubling of the ledger. What is no checkpoint is kept once, for the judges to see. Where a
 * tree is no larger than the one before it, and not the same, both are kept: they may be of two histories.
 */
final class ThinnedNotes {
    /** More keys than any ledger and its witnesses ever had; beyond them notes are passed over. */
    private static final int MOST = 4_096;

    private final Map<Kind, Note> kept = new LinkedHashMap<>();
    private final Map<String, Note> overtaken = new LinkedHashMap<>();
    private long count;

    /** What notes have in common of which only the last one is kept; a doubling below 0 is of what is no checkpoint. */
    private record Kind(Set<Signer> signers, int doubling) {
        private static final Kind NONE = new Kind(Set.of(), -1);
    }

    private record Signer(String name, int keyId) {}

    /** A note, with its signed text and the size that it says; neither where it is no checkpoint. */
    private record Note(byte[] bytes, Kind kind, String text, long size) {
        private boolean follows(Note before) {
            return size > before.size || text.equals(before.text);
        }
    }

    void add(byte[] bytes) {
        count++;
        Note note = read(bytes);
        // The last one of its kind is the last one of all as well, so it goes behind the others.
        Note before = kept.remove(note.kind());
        if (before != null || kept.size() < MOST) {
            kept.put(note.kind(), note);
        }
        if (before != null && !note.follows(before) && overtaken.size() < MOST) {
            overtaken.put(before.text(), before);
        }
    }

    private static Note read(byte[] note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            Set<Signer> signers = new HashSet<>();
            for (NoteSignature signature : signed.signatures()) {
                signers.add(new Signer(signature.name(), signature.keyId()));
            }
            long size = Checkpoint.parse(signed.text()).size();
            return new Note(
                    note,
                    new Kind(Set.copyOf(signers), Long.SIZE - Long.numberOfLeadingZeros(size)),
                    signed.text(),
                    size);
        } catch (Malformed e) {
            return new Note(note, Kind.NONE, "", -1);
        }
    }

    /** Those that are kept, the last one that came at the end. */
    List<byte[]> notes() {
        return Stream.concat(overtaken.values().stream(), kept.values().stream())
                .map(Note::bytes)
                .toList();
    }

    /** How many are not. */
    long passedOver() {
        return count - kept.size() - overtaken.size();
    }
}
