package dev.releaseledger.auditor.source;

import java.io.IOException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The arguments that say where entries come from; a mixin of every command that reads some. */
public final class SourceOptions extends SourceAccess {
    @Parameters(
            paramLabel = "SOURCE",
            description = {
                "An export (NDJSON, possibly gzip), an evidence.zip, a log's address (http://127.0.0.1:8081/ledger), its raw"
                        + " entries (http://127.0.0.1:8081/v1/entries) or a topic (kafka://127.0.0.1:9092/release-ledger.events)."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private String source;

    /**
     * Opens the source that the arguments name.
     *
     * @throws ParameterException if they name none
     * @throws IOException if it cannot be opened
     */
    public EntrySource open() throws IOException {
        return open(source);
    }
}
