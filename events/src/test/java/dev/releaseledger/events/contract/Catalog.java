package dev.releaseledger.events.contract;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.JsonOf;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The part of the catalogue that the records write: every event with its fields, their meaning and an example. */
final class Catalog {
    static final String BEGIN = "<!-- From here on the records write this page; see CatalogContractTest. -->\n";

    private Catalog() {}

    static String events() {
        StringBuilder text = new StringBuilder();
        String family = "";
        for (Event event : Samples.full()) {
            EventType type = Events.typeOf(event);
            String file = Contract.fileOf(type);
            if (!file.startsWith(family + "/")) {
                family = file.substring(0, file.indexOf('/'));
                text.append("\n## Family `").append(family).append("`\n");
            }
            text.append("\n### ").append(file, file.indexOf('/') + 1, file.length() - ".json".length());
            text.append("\n`").append(type.name()).append("` · [schema](src/main/resources/schemas/");
            text.append(file).append(")\n\n");
            text.append(Prose.of(type.record()).description()).append("\n\n");
            text.append("| field | type | | meaning |\n| --- | --- | --- | --- |\n");
            fields(type.record(), "", "").forEach(row -> text.append(row).append('\n'));
            text.append("\n```json\n")
                    .append(EntryJson.mapper().writeValueAsString(event))
                    .append("\n```\n");
        }
        return text.toString();
    }

    private static List<String> fields(Class<?> record, String prefix, String presence) {
        Prose prose = Prose.of(record);
        List<String> rows = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            AnnotatedType type = component.getAnnotatedType();
            Class<?> element = element(type);
            String name = prefix + component.getName();
            String meaning = prose.of(component.getName())
                    .orElseThrow(() -> new IllegalStateException(record.getName() + " does not say what "
                            + component.getName() + " means: add a @param to its Javadoc"));
            rows.add("| `" + name + "` | " + words(type) + " | "
                    + (type.isAnnotationPresent(Nullable.class) ? "optional" : presence) + " | " + meaning + " |");
            String within = name + (element == component.getType() ? "." : "[].");
            if (element.isRecord()) {
                rows.addAll(fields(element, within, ""));
            } else if (element.isSealed() && !element.isAssignableFrom(record)) {
                // What is within itself is told once.
                for (Class<?> kind : element.getPermittedSubclasses()) {
                    rows.addAll(fields(kind, within, "alternative"));
                }
            }
        }
        return rows;
    }

    private static Class<?> element(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType generic
                ? element(Arrays.stream(generic.getAnnotatedActualTypeArguments())
                        .reduce((first, last) -> last)
                        .orElseThrow())
                : (Class<?>) type.getType();
    }

    private static String words(AnnotatedType type) {
        JsonOf json = type.getAnnotation(JsonOf.class);
        if (json != null) {
            return Arrays.stream(json.value())
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            return (Collection.class.isAssignableFrom(raw) ? "list of " : "object, by name: ")
                    + words(arguments[arguments.length - 1]);
        }
        return word((Class<?>) type.getType());
    }

    private static String word(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant ->
                            "`" + EntryJson.mapper().valueToTree(constant).asString() + "`")
                    .collect(Collectors.joining(" "));
        }
        if (type == String.class) {
            return "string";
        }
        if (type == Instant.class) {
            return "time";
        }
        if (type == LocalDate.class) {
            return "date";
        }
        if (type == UUID.class) {
            return "UUID";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        if (type == Duration.class) {
            return "duration";
        }
        if (type == BigDecimal.class) {
            return "number";
        }
        if (type.isRecord() || type.isSealed() || type == JsonNode.class) {
            return "object";
        }
        throw new IllegalStateException("the catalogue has no word for " + type);
    }
}
