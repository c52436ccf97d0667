package dev.releaseledger.events.ledger;

/** Something that claims to be part of a ledger and is not: it has the wrong form, the wrong signer or the wrong hashes. */
public abstract sealed class NotVerified extends Exception permits Malformed, NoteRejected, ProofFailed {
    private static final long serialVersionUID = 1L;

    NotVerified(String message) {
        super(message);
    }
}
