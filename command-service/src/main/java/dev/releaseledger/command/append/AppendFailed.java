package dev.releaseledger.command.append;

/** This append cannot be recorded, now or later, and nothing of it was. What the database said is in the log alone. */
public final class AppendFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AppendFailed() {
        super("the ledger could not record this", null, false, false);
    }
}
