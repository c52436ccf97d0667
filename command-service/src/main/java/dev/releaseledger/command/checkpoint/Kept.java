package dev.releaseledger.command.checkpoint;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.SignedNote;

/**
 * A checkpoint as it was signed and kept.
 *
 * @param note the C2SP signed note
 */
record Kept(Checkpoint checkpoint, String note) {

    /** Reads a note that this ledger has signed itself, or that was signed for it before. */
    static Kept read(String note) throws Malformed {
        return new Kept(Checkpoint.parse(SignedNote.parse(note).text()), note);
    }

    long size() {
        return checkpoint.size();
    }
}
