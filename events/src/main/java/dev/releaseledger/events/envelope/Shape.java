package dev.releaseledger.events.envelope;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * What JSON a record is written as: the reader's half of what the JSON Schema tells others. A data binder is kinder than a
 * ledger may be: it takes {@code "42"} for a number, a number for a time or an enum's ordinal, and nothing for what must not
 * be missing inside a nested record.
 */
sealed interface Shape {
    /** What is wrong with this JSON; null when nothing is. Values of enums are left to the binder. */
    @Nullable
    String fault(JsonNode node);

    /** The shape of a record's JSON. */
    static Shape ofRecord(Class<?> record) {
        return OfRecords.KNOWN.get(record);
    }

    /** One value. */
    enum Scalar implements Shape {
        TEXT,
        TIME,
        DATE,
        UUID,
        WHOLE_NUMBER,
        NUMBER,
        TRUTH,
        OBJECT;

        @Override
        public @Nullable String fault(JsonNode node) {
            boolean fits = switch (this) {
                case TEXT -> node.isString();
                case TIME -> node.isString() && looksLikeATime(node.stringValue());
                case DATE -> node.isString() && node.stringValue().length() == "2025-03-15".length();
                case UUID -> node.isString() && node.stringValue().length() == 36;
                case WHOLE_NUMBER -> node.isIntegralNumber();
                case NUMBER -> node.isNumber();
                case TRUTH -> node.isBoolean();
                case OBJECT -> node.isObject();
            };
            return fits ? null : " is not of type " + this;
        }

        private static boolean looksLikeATime(String text) {
            return text.indexOf('T') > 0;
        }
    }

    /** A list, or a set when nothing may be in it twice. */
    record Many(Shape element, boolean distinct) implements Shape {
        @Override
        public @Nullable String fault(JsonNode node) {
            if (!node.isArray()) {
                return " is not of type ARRAY";
            }
            for (JsonNode one : node) {
                String fault = element.fault(one);
                if (fault != null) {
                    return "[]" + fault;
                }
            }
            return distinct && new HashSet<>(node.values()).size() < node.size() ? " holds something twice" : null;
        }
    }

    /** Values under names that are free. */
    record Named(Shape value) implements Shape {
        @Override
        public @Nullable String fault(JsonNode node) {
            if (!node.isObject()) {
                return " is not of type OBJECT";
            }
            for (Map.Entry<String, JsonNode> one : node.properties()) {
                String fault = value.fault(one.getValue());
                if (fault != null) {
                    return "." + one.getKey() + fault;
                }
            }
            return null;
        }
    }

    /** A record's fields, and no others. */
    record Fields(Map<String, Field> byName) implements Shape {
        @Override
        public @Nullable String fault(JsonNode node) {
            if (!node.isObject()) {
                return " is not of type OBJECT";
            }
            for (Map.Entry<String, Field> field : byName.entrySet()) {
                if (field.getValue().required() && !node.hasNonNull(field.getKey())) {
                    return " has no " + field.getKey();
                }
            }
            for (Map.Entry<String, JsonNode> one : node.properties()) {
                Field field = byName.get(one.getKey());
                if (field == null) {
                    return " has an unknown field " + one.getKey();
                }
                String fault = one.getValue().isNull() ? null : field.shape().fault(one.getValue());
                if (fault != null) {
                    return "." + one.getKey() + fault;
                }
            }
            return null;
        }
    }

    /** One of several records, told by the first field of each: those below a sealed type, which may be within itself. */
    record OneOf(Class<?> sealed) implements Shape {
        @Override
        public @Nullable String fault(JsonNode node) {
            for (Class<?> record : sealed.getPermittedSubclasses()) {
                if (node.has(record.getRecordComponents()[0].getName())) {
                    return ofRecord(record).fault(node);
                }
            }
            return " is none of "
                    + Stream.of(sealed.getPermittedSubclasses())
                            .map(Class::getSimpleName)
                            .toList();
        }
    }

    /** Any value of these kinds. */
    record Json(Set<JsonNodeType> kinds) implements Shape {
        @Override
        public @Nullable String fault(JsonNode node) {
            return kinds.contains(node.getNodeType()) ? null : " is none of " + kinds;
        }
    }

    /** One of a record's fields. */
    record Field(Shape shape, boolean required) {}

    /** Shapes of records, each worked out once. */
    final class OfRecords extends ClassValue<Shape> {
        private static final OfRecords KNOWN = new OfRecords();

        @Override
        protected Shape computeValue(Class<?> record) {
            Map<String, Field> fields = new LinkedHashMap<>();
            for (RecordComponent component : record.getRecordComponents()) {
                AnnotatedType type = component.getAnnotatedType();
                fields.put(component.getName(), new Field(of(type), !type.isAnnotationPresent(Nullable.class)));
            }
            return new Fields(fields);
        }

        private static Shape of(AnnotatedType annotated) {
            Type type = annotated.getType();
            if (annotated instanceof AnnotatedParameterizedType generic
                    && type instanceof ParameterizedType parameterized
                    && parameterized.getRawType() instanceof Class<?> raw) {
                AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
                return Collection.class.isAssignableFrom(raw)
                        ? new Many(of(arguments[0]), Set.class.isAssignableFrom(raw))
                        : new Named(of(arguments[1]));
            }
            JsonOf json = annotated.getAnnotation(JsonOf.class);
            if (json != null) {
                return new Json(EnumSet.copyOf(List.of(json.value())));
            }
            if (type instanceof Class<?> plain) {
                if (plain.isSealed() && plain.isInterface()) {
                    return new OneOf(plain);
                }
                return plain.isRecord() ? KNOWN.get(plain) : scalar(plain);
            }
            throw new IllegalStateException("events hold no " + type);
        }

        private static Scalar scalar(Class<?> type) {
            if (type == String.class || type == Duration.class || type.isEnum()) {
                return Scalar.TEXT;
            }
            if (type == Instant.class) {
                return Scalar.TIME;
            }
            if (type == LocalDate.class) {
                return Scalar.DATE;
            }
            if (type == UUID.class) {
                return Scalar.UUID;
            }
            if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
                return Scalar.WHOLE_NUMBER;
            }
            if (type == BigDecimal.class) {
                return Scalar.NUMBER;
            }
            if (type == boolean.class) {
                return Scalar.TRUTH;
            }
            if (type == JsonNode.class) {
                return Scalar.OBJECT;
            }
            throw new IllegalStateException("events hold no " + type);
        }
    }
}
