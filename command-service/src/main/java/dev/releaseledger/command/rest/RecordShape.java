package dev.releaseledger.command.rest;

import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a record is made of. Reflection finds it anew each time it is asked, so a reader of bodies keeps it. */
final class RecordShape {
    private final Constructor<? extends Record> constructor;
    private final List<Field> fields;
    private final Set<String> names;
    private final String known;

    /**
     * A component.
     *
     * @param constrained whether Bean Validation has something to say about it
     */
    record Field(String name, Type type, boolean optional, boolean constrained) {}

    private RecordShape(Constructor<? extends Record> constructor, List<Field> fields) {
        this.constructor = constructor;
        this.fields = fields;
        this.names = fields.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
        this.known = fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    static RecordShape of(Class<? extends Record> type, Validator validator) {
        BeanDescriptor constraints = validator.getConstraintsForClass(type);
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return new RecordShape(
                    canonical,
                    Arrays.stream(components)
                            .map(component -> new Field(
                                    component.getName(),
                                    component.getGenericType(),
                                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                                    constraints.getConstraintsForProperty(component.getName()) != null))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    List<Field> fields() {
        return fields;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The names of all fields, in words. */
    String known() {
        return known;
    }

    Record construct(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(
                    "record " + constructor.getDeclaringClass().getSimpleName() + " cannot be made", e);
        }
    }
}
