package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON Schemas that ship with the events, each made ready once. */
final class Schemas {
    private static final String ADDRESS = "https://releaseledger.dev/schemas/";

    private final Map<String, SchemaCheck> ready = new HashMap<>();

    /** What about the data does not fit the schema of its type; null where it fits. */
    @Nullable
    String fault(EventType type, JsonNode data) {
        return ready.computeIfAbsent(type.schema(), Schemas::load).fault(data);
    }

    private static SchemaCheck load(String address) {
        String resource = "/schemas/" + address.substring(ADDRESS.length());
        try (InputStream in = EventType.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the schema " + address + " is not shipped");
            }
            return SchemaCheck.of(EntryJson.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
