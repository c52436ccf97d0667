package dev.releaseledger.command.append;

import java.util.Optional;

/** Whether the ledger may be appended to at all, beyond the database being there. */
@FunctionalInterface
public interface Admission {
    /** Why appends are refused now; empty when they are welcome. Asked for every append: cheap and safe from any thread. */
    Optional<LedgerUnavailable.Reason> obstacle();

    /**
     * Told that the writer has a session, its first one or another than before: behind it may be another database than
     * the one that was asked about so far. Whoever cares whether it is the right one has an obstacle from here on until
     * that is sure.
     */
    default void sessionReplaced() {}
}
