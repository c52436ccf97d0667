package dev.releaseledger.command.migrate;

/** The database's schema is older than this service. The message names the migrations that are missing. */
public final class SchemaBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaBehind(String pending) {
        super("the schema is behind this service; missing: " + pending);
    }
}
