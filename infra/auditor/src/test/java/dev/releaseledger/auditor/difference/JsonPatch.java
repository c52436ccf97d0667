package dev.releaseledger.auditor.difference;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies a JSON Patch as RFC 6902 says: what a reader of our differences does. */
public final class JsonPatch {
    private JsonPatch() {}

    /** The document after these operations. */
    public static JsonNode apply(JsonNode document, Iterable<JsonNode> operations) {
        JsonNode patched = document.deepCopy();
        for (JsonNode operation : operations) {
            String path = operation.get("path").stringValue();
            if (path.isEmpty()) {
                patched = operation.get("value");
                continue;
            }
            int last = path.lastIndexOf('/');
            JsonNode parent = patched.at(path.substring(0, last));
            String name = path.substring(last + 1).replace("~1", "/").replace("~0", "~");
            apply(parent, name, operation);
        }
        return patched;
    }

    private static void apply(JsonNode parent, String name, JsonNode operation) {
        String op = operation.get("op").stringValue();
        JsonNode value = operation.get("value");
        switch (parent) {
            case ObjectNode object -> {
                boolean there = object.has(name);
                if (op.equals("add") == there) {
                    throw new IllegalArgumentException(operation + " of " + object);
                }
                if (op.equals("remove")) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            }
            case ArrayNode array -> {
                int index = Integer.parseInt(name);
                switch (op) {
                    case "add" -> array.insert(index, value);
                    case "remove" -> array.remove(index);
                    default -> array.set(index, value);
                }
            }
            default -> throw new IllegalArgumentException("nothing to change at " + operation);
        }
    }
}
