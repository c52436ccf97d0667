package dev.releaseledger.command.migrate;

import org.jspecify.annotations.Nullable;

/** The database's schema is older than this service. The message names the migrations that are missing. */
public final class SchemaBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaBehind(String pending) {
        this(pending, null);
    }

    SchemaBehind(String pending, @Nullable Throwable cause) {
        super("the schema is behind this service; missing: " + pending, cause);
    }
}
