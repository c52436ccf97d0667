package dev.releaseledger.auditor.difference;

import dev.releaseledger.events.envelope.EntryJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One thing that differs between two JSON values. */
public sealed interface Difference {
    /** Where. Of elements that come and go, the index is that at the time when the differences before it are made good. */
    Place place();

    /** Something is there that was not. */
    record Added(Place place, JsonNode now) implements Difference {}

    /** Something is no longer there. */
    record Removed(Place place, JsonNode was) implements Difference {}

    /** Something is another. */
    record Replaced(Place place, JsonNode was, JsonNode now) implements Difference {}

    /** The difference as people read it, on one line. */
    default String words() {
        return switch (this) {
            case Added added -> "+ " + added.place().words() + ": " + added.now();
            case Removed removed -> "- " + removed.place().words() + ": " + removed.was();
            case Replaced replaced -> "  " + replaced.place().words() + ": " + replaced.was() + " -> " + replaced.now();
        };
    }

    /** The difference as an operation of a JSON Patch (RFC 6902). */
    default JsonNode operation() {
        ObjectNode operation = EntryJson.mapper().createObjectNode();
        switch (this) {
            case Added added ->
                operation.put("op", "add").put("path", place().pointer()).set("value", added.now());
            case Removed removed ->
                operation.put("op", "remove").put("path", removed.place().pointer());
            case Replaced replaced ->
                operation.put("op", "replace").put("path", place().pointer()).set("value", replaced.now());
        }
        return operation;
    }
}
