package dev.releaseledger.command.append;

import java.util.Optional;

/** Whether the ledger may be appended to at all, beyond the database being there. */
@FunctionalInterface
public interface Admission {
    /** Why appends are refused now; empty when they are welcome. Asked for every append: cheap and safe from any thread. */
    Optional<LedgerUnavailable.Reason> obstacle();
}
