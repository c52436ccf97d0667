package dev.releaseledger.acceptance.harness;

import org.jspecify.annotations.Nullable;

/** One ledger for all tests that leave it well: processes are slow to start, and releases do not get in each other's way. */
public final class SharedLedger {
    private static @Nullable Ledger ledger;

    private SharedLedger() {}

    /** The ledger, with two command services and one query service; ends with this JVM. */
    public static synchronized Ledger get() {
        Ledger started = ledger;
        if (started == null) {
            started = Ledger.start("shared", 2, 1);
            ledger = started;
        }
        return started;
    }
}
