package dev.releaseledger.auditor.difference;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a state as JSON, one level deep: what is below is looked at only where it must be, since most of a state is the
 * same objects before and after an event. The same value gives the same JSON in every process: what has no order is sorted.
 */
sealed interface View {
    /** What has nothing below it. */
    record Scalar(JsonNode value) implements View {}

    /** An object. */
    record Fields(Map<String, Object> byName) implements View {}

    /** An array. */
    record Elements(List<?> values) implements View {}

    /** Under which name an object says which one of several kinds it is. */
    String KIND = "is";

    static View of(@Nullable Object value) {
        return switch (value) {
            case null -> new Scalar(EntryJson.mapper().nullNode());
            case JsonNode node -> ofJson(node);
            case ReleasePolicy policy -> ofJson(PolicyDocument.write(policy));
            case Record record -> new Fields(RecordFields.of(record));
            case Optional<?> optional -> of(optional.orElse(null));
            case Map<?, ?> map -> ofMap(map);
            case Set<?> set ->
                new Elements(set.stream()
                        .sorted(Comparator.comparing(Object::toString))
                        .toList());
            case Collection<?> values -> new Elements(new ArrayList<>(values));
            case Enum<?> constant
            when RecordFields.isOneOfSeveral(constant.getDeclaringClass()) ->
                new Fields(Map.of(KIND, constant.getDeclaringClass().getSimpleName()));
            case Enum<?> constant -> new Scalar(EntryJson.mapper().valueToTree(constant.name()));
            default -> new Scalar(EntryJson.mapper().valueToTree(value));
        };
    }

    private static View ofJson(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, Object> byName = new LinkedHashMap<>();
            object.properties().forEach(property -> byName.put(property.getKey(), property.getValue()));
            return new Fields(byName);
        }
        return node instanceof ArrayNode array ? new Elements(List.copyOf(array.values())) : new Scalar(node);
    }

    private static View ofMap(Map<?, ?> map) {
        Map<String, Object> byName = new TreeMap<>();
        map.forEach((key, value) -> byName.put(key.toString(), value));
        return new Fields(byName);
    }

    /** The value as JSON, all of it. */
    static JsonNode json(@Nullable Object value) {
        return switch (of(value)) {
            case Scalar scalar -> scalar.value();
            case Fields fields -> {
                ObjectNode object = EntryJson.mapper().createObjectNode();
                fields.byName().forEach((name, field) -> object.set(name, json(field)));
                yield object;
            }
            case Elements elements -> {
                ArrayNode array = EntryJson.mapper().createArrayNode();
                elements.values().forEach(element -> array.add(json(element)));
                yield array;
            }
        };
    }
}
