package dev.releaseledger.auditor.difference;

import dev.releaseledger.events.release.HashedChanges;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The components of records, and of which kind they are where there are several; each class is worked out once. */
final class RecordFields extends ClassValue<List<Method>> {
    private static final RecordFields KNOWN = new RecordFields();

    private RecordFields() {}

    /** What the record says, in the order of its components, without what it says nothing for. */
    static Map<String, Object> of(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (isOneOfSeveral(record.getClass())) {
            fields.put(View.KIND, record.getClass().getSimpleName());
        }
        for (Method accessor : KNOWN.get(record.getClass())) {
            Object value = read(accessor, record);
            if (value != null) {
                fields.put(accessor.getName(), value);
            }
        }
        return fields;
    }

    /** Whether a value of this class could as well have been one of another class. */
    static boolean isOneOfSeveral(Class<?> type) {
        return Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    @Override
    protected List<Method> computeValue(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != HashedChanges.class) // says again what changes says
                .map(RecordComponent::getAccessor)
                .peek(accessor -> accessor.setAccessible(true))
                .toList();
    }

    private static Object read(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a component of a record can be read", e);
        }
    }
}
