package dev.releaseledger.command.incident;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.servers.testing.TestDatabase;
import java.util.List;

/** What a service's ledger has, as the tests of incidents and flags ask for it. */
public record Ledger(EntryReader entries) {
    private static final String TYPES = "dev.releaseledger.";

    public static Ledger of(RunningCommandService service) {
        return of(service.database());
    }

    public static Ledger of(TestDatabase database) {
        return new Ledger(new EntryReader(LedgerDatabases.dataSource(database)));
    }

    /** A stream's entries. */
    public List<Envelope> of(String stream) {
        return entries.stream(stream, 0, 500).stream()
                .map(stored -> EntryJson.read(stored.bytes()))
                .toList();
    }

    /** A stream's types, without what they all begin with, and their version. */
    public List<String> types(String stream) {
        return of(stream).stream()
                .map(entry -> entry.type().substring(TYPES.length()).replaceAll("\\.v\\d+$", ""))
                .toList();
    }

    /** Every entry of this type. */
    public List<Envelope> ofType(String type) {
        return entries.from(0, 10_000).stream()
                .map(stored -> EntryJson.read(stored.bytes()))
                .filter(entry -> entry.type().equals(TYPES + type + ".v1"))
                .toList();
    }
}
