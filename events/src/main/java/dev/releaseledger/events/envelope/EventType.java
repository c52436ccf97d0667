package dev.releaseledger.events.envelope;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of event.
 *
 * @param name the full CloudEvents type
 * @param schema the address of its JSON Schema
 * @param record the record that its data is read as
 * @param required the fields of the data that may not be absent
 */
public record EventType(String name, String schema, Class<? extends Event> record, List<String> required) {
    static final String PREFIX = "dev.releaseledger.";
    static final String SCHEMAS = "https://releaseledger.dev/schemas/";

    static EventType of(Class<? extends Event> record) {
        EventName named = record.getAnnotation(EventName.class);
        if (named == null) {
            throw new IllegalStateException(record.getName() + " has no @EventName");
        }
        int dot = named.value().indexOf('.');
        String file = named.value().substring(0, dot) + "/" + named.value().substring(dot + 1) + ".json";
        return new EventType(PREFIX + named.value(), SCHEMAS + file, record, required(record));
    }

    private static List<String> required(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }
}
