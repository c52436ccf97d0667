package dev.releaseledger.command.publish;

/** The database is not the one that was published from, for good. The message says how it shows. */
final class LedgerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerRefused(String message) {
        super(message);
    }
}
