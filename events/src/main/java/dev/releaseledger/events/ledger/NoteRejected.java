package dev.releaseledger.events.ledger;

/** A well-formed note that is not to be believed: no pinned key vouches for it, or it speaks for another log. */
public final class NoteRejected extends NotVerified {
    private static final long serialVersionUID = 1L;

    /** Why the note is not believed. */
    public enum Reason {
        /** None of its signatures is by a known key. */
        NO_KNOWN_SIGNATURE,
        /** A signature that names a known key is not by that key over this text. */
        WRONG_SIGNATURE,
        /** The checkpoint is of another log. */
        WRONG_ORIGIN
    }

    private final Reason reason;

    NoteRejected(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the note is not believed. */
    public Reason reason() {
        return reason;
    }
}
