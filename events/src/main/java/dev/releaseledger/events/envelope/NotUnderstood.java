package dev.releaseledger.events.envelope;

/**
 * Bytes that are not an entry, or an entry whose meaning this version does not know. It still belongs to the ledger: a
 * reader keeps its hash and says that what it touches is incomplete.
 */
public final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String what) {
        super(what);
    }

    NotUnderstood(String what, Throwable cause) {
        super(what, cause);
    }
}
