package dev.releaseledger.auditor.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Another validator, which takes its time, says the same of every schema that ships, of data that fits and of data that does not. */
class SchemaCheckTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final int TRIES = 300;
    private static final List<String> VALUES =
            List.of("null", "true", "7", "7.5", "\"\"", "\"what\"", "[]", "{}", "[7, 7]", "{\"more\": 1}");

    static Stream<EventType> types() {
        return Events.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void saysOfGoodAndBadDataWhatAnotherValidatorSays(EventType type) throws IOException {
        JsonNode schema = schema(type);
        SchemaCheck check = SchemaCheck.of(schema);
        Schema other = REGISTRY.getSchema(schema);
        Random random = new Random(type.name().hashCode());
        int good = 0;
        for (int i = 0; i < TRIES; i++) {
            JsonNode data = new Made(schema, random).data(schema, 0);
            for (int change = random.nextInt(3); change > 0; change--) {
                change(data, random);
            }
            List<Error> errors = other.validate(data);
            String fault = check.fault(data);
            assertThat(fault == null)
                    .as("%s: %s of %s, where the other says %s", type.name(), fault, data, errors)
                    .isEqualTo(errors.isEmpty());
            good += fault == null ? 1 : 0;
        }
        assertThat(good).isBetween(1, TRIES);
    }

    @Test
    void refusesASchemaThatItWouldCheckInPartOnly() {
        JsonNode schema = EntryJson.mapper().readTree("{\"properties\": {\"name\": {\"pattern\": \"[a-z]*\"}}}");

        assertThatThrownBy(() -> SchemaCheck.of(schema)).hasMessage("cannot check the keyword pattern at #/name");
    }

    @Test
    void refusesASchemaThatRefersToNothing() {
        JsonNode schema = EntryJson.mapper().readTree("{\"items\": {\"$ref\": \"#/$defs/Missing\"}}");

        assertThatThrownBy(() -> SchemaCheck.of(schema)).hasMessage("#/$defs/Missing is not defined");
    }

    @Test
    void refusesAReferenceThatItCannotFollow() {
        JsonNode schema = EntryJson.mapper().readTree("{\"items\": {\"$ref\": \"https://example.com/other.json\"}}");

        assertThatThrownBy(() -> SchemaCheck.of(schema))
                .hasMessage("cannot follow the reference https://example.com/other.json at #/[]");
    }

    private static JsonNode schema(EventType type) throws IOException {
        String resource = type.schema().replaceFirst("https://[^/]+", "");
        try (InputStream in = Objects.requireNonNull(EventType.class.getResourceAsStream(resource), resource)) {
            return EntryJson.mapper().readTree(in);
        }
    }

    /** Data that fits, with what is optional sometimes left out. */
    private record Made(JsonNode whole, Random random) {
        private static final int DEEPEST = 6;

        JsonNode data(JsonNode schema, int depth) {
            if (schema.has("$ref")) {
                return data(whole.at(schema.path("$ref").asString().substring(1)), depth + 1);
            }
            if (schema.has("oneOf")) {
                // The last one is not within itself.
                JsonNode kinds = schema.path("oneOf");
                return data(kinds.path(depth > DEEPEST ? kinds.size() - 1 : random.nextInt(kinds.size())), depth);
            }
            if (schema.has("enum")) {
                JsonNode values = schema.path("enum");
                return values.path(random.nextInt(values.size()));
            }
            JsonNode type = schema.path("type");
            String name =
                    type.isArray() ? type.path(random.nextInt(type.size())).asString() : type.asString("object");
            return switch (name) {
                case "string" ->
                    EntryJson.mapper().valueToTree(text(schema.path("format").asString("")));
                case "integer" -> EntryJson.mapper().valueToTree(random.nextInt(9));
                case "number" -> EntryJson.mapper().valueToTree(random.nextInt(9) / 2.0);
                case "boolean" -> EntryJson.mapper().valueToTree(random.nextBoolean());
                case "array" -> {
                    ArrayNode array = EntryJson.mapper().createArrayNode();
                    for (int i = random.nextInt(3); i > 0; i--) {
                        array.add(data(schema.path("items"), depth));
                    }
                    yield array;
                }
                default -> object(schema, depth);
            };
        }

        private JsonNode object(JsonNode schema, int depth) {
            ObjectNode object = EntryJson.mapper().createObjectNode();
            List<String> required = schema.path("required").values().stream()
                    .map(JsonNode::asString)
                    .toList();
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                if (required.contains(property.getKey()) || random.nextBoolean()) {
                    object.set(property.getKey(), data(property.getValue(), depth));
                }
            }
            if (schema.path("additionalProperties").isObject() && random.nextBoolean()) {
                object.set("free", data(schema.path("additionalProperties"), depth));
            }
            return object;
        }
    }

    private static String text(String format) {
        return switch (format) {
            case "uuid" -> "0195bbbb-0000-7000-8000-000000000001";
            case "date-time" -> "2026-03-02T08:00:00.5Z";
            case "date" -> "2026-03-02";
            case "duration" -> "PT5M";
            default -> "something";
        };
    }

    /** Takes something away, puts something in, or makes something else of it. */
    private static void change(JsonNode data, Random random) {
        JsonNode value = EntryJson.mapper().readTree(VALUES.get(random.nextInt(VALUES.size())));
        if (data instanceof ObjectNode object) {
            List<String> names = object.propertyNames().stream().toList();
            if (names.isEmpty() || random.nextInt(8) == 0) {
                object.set("unknown", value);
                return;
            }
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(3)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, value);
                default -> change(object.get(name), random);
            }
        } else if (data instanceof ArrayNode array) {
            array.add(array.isEmpty() ? value : array.get(random.nextInt(array.size())));
        }
    }
}
