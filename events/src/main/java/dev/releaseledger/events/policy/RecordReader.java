package dev.releaseledger.events.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.releaseledger.events.access.Role;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON tree as records and names everything that is wrong with its shape at once, where a data binder would stop at
 * the first fault. What cannot be read is stood in for, so that the rest can still be looked at; a record is to be used only
 * when there is no fault.
 */
final class RecordReader {
    private static final int MOST_ELEMENTS = 500;
    private static final int MOST_FIELDS = 100;
    /** More faults than anybody mends at once, and what is compared with each of them stays cheap. */
    static final int MOST_FAULTS = 100;

    private static final int MOST_DIGITS = 40;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final List<PolicyFault> faults = new ArrayList<>();

    /** What is wrong with what was read so far, in the order of the tree; the first {@link #MOST_FAULTS} of it. */
    List<PolicyFault> faults() {
        return List.copyOf(faults);
    }

    <R extends Record> R read(JsonNode node, Class<R> shape) {
        return record(node, shape, "", null);
    }

    private <R extends Record> R record(JsonNode node, Class<R> shape, String at, @Nullable String discriminator) {
        RecordComponent[] components = shape.getRecordComponents();
        if (!node.isObject()) {
            fault(at, node, "an object");
            return shape.cast(standIn(shape));
        }
        if (node.size() > MOST_FIELDS) {
            add(new PolicyFault(
                    at.isEmpty() ? PolicyFault.WHOLE : at, "has " + node.size() + " fields", "at most " + MOST_FIELDS));
            return shape.cast(standIn(shape));
        }
        for (String name : node.propertyNames()) {
            boolean known = name.equals(discriminator)
                    || Arrays.stream(components)
                            .anyMatch(component -> component.getName().equals(name));
            if (!known) {
                add(new PolicyFault(
                        within(at, shown(name)),
                        "is not a field here",
                        Stream.concat(
                                        Stream.ofNullable(discriminator),
                                        Arrays.stream(components).map(RecordComponent::getName))
                                .collect(Collectors.joining(", "))));
            }
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(node.get(components[i].getName()), components[i], at);
        }
        return construct(shape, values);
    }

    private @Nullable Object component(@Nullable JsonNode node, RecordComponent component, String at) {
        Type type = component.getGenericType();
        if (node != null && !node.isNull()) {
            return value(node, type, within(at, component.getName()));
        }
        LeftOut leftOut = component.getAnnotation(LeftOut.class);
        if (leftOut != null) {
            return value(MAPPER.readTree(leftOut.value()), type, within(at, component.getName()));
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        add(new PolicyFault(within(at, component.getName()), "is missing", "it is required"));
        return standIn(type);
    }

    private Object value(JsonNode node, Type type, String at) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Map.class) {
                return map(node, (Class<?>) arguments[0], arguments[1], at);
            }
            return raw == Set.class ? set(node, arguments[0], at) : list(node, arguments[0], at);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return record(node, wanted.asSubclass(Record.class), at, null);
        }
        if (wanted.isSealed()) {
            return oneOf(node, wanted, at);
        }
        if (wanted == boolean.class) {
            return node.isBoolean() ? node.booleanValue() : faulty(node, wanted, "true or false", at);
        }
        if (wanted == int.class || wanted == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? node.intValue()
                    : faulty(node, wanted, "a whole number", at);
        }
        if (wanted == BigDecimal.class) {
            return number(node, at);
        }
        if (wanted == String.class) {
            return node.isString() ? node.stringValue() : faulty(node, wanted, "a string", at);
        }
        if (wanted == Duration.class) {
            return duration(node, at);
        }
        return constant(node, wanted, at);
    }

    private Object number(JsonNode node, String at) {
        try {
            if (node.isNumber()) {
                BigDecimal number = node.decimalValue();
                if (number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS) {
                    return number;
                }
                add(new PolicyFault(at, "is out of range", "a number of at most " + MOST_DIGITS + " digits"));
                return BigDecimal.ZERO;
            }
        } catch (JacksonException | NumberFormatException e) {
            // A number that is none, such as infinity; what would be right is said below.
        }
        return faulty(node, BigDecimal.class, "a finite number", at);
    }

    private Object duration(JsonNode node, String at) {
        String expected = "a duration as in ISO 8601, e.g. PT15M or P7D";
        if (!node.isString()) {
            return faulty(node, Duration.class, expected, at);
        }
        try {
            return Duration.parse(node.stringValue());
        } catch (DateTimeException e) {
            add(new PolicyFault(at, "is \"" + shown(node.stringValue()) + "\"", expected));
            return Duration.ZERO;
        }
    }

    private Object constant(JsonNode node, Class<?> wanted, String at) {
        Map<String, Object> constants = constants(wanted);
        String expected = "one of " + String.join(", ", constants.keySet());
        if (!node.isString()) {
            return faulty(node, wanted, expected, at);
        }
        Object constant = constants.get(node.stringValue());
        if (constant != null) {
            return constant;
        }
        add(new PolicyFault(at, "is \"" + shown(node.stringValue()) + "\"", expected));
        return standIn(wanted);
    }

    private Object oneOf(JsonNode node, Class<?> wanted, String at) {
        String property =
                Objects.requireNonNull(wanted.getAnnotation(JsonTypeInfo.class)).property();
        JsonSubTypes.Type[] types =
                Objects.requireNonNull(wanted.getAnnotation(JsonSubTypes.class)).value();
        String expected =
                "one of " + Arrays.stream(types).map(JsonSubTypes.Type::name).collect(Collectors.joining(", "));
        if (!node.isObject()) {
            return faulty(node, wanted, "an object with a field " + property, at);
        }
        JsonNode name = node.get(property);
        if (name == null || name.isNull()) {
            add(new PolicyFault(within(at, property), "is missing", expected));
            return standIn(wanted);
        }
        for (JsonSubTypes.Type type : types) {
            if (name.isString() && type.name().equals(name.stringValue())) {
                return record(node, type.value().asSubclass(Record.class), at, property);
            }
        }
        add(new PolicyFault(
                within(at, property),
                name.isString() ? "is \"" + shown(name.stringValue()) + "\"" : "is " + kind(name),
                expected));
        return standIn(wanted);
    }

    private List<Object> list(JsonNode node, Type of, String at) {
        List<Object> values = new ArrayList<>();
        if (!node.isArray()) {
            fault(at, node, "an array");
        } else if (node.size() > MOST_ELEMENTS) {
            add(new PolicyFault(at, "has " + node.size() + " elements", "at most " + MOST_ELEMENTS));
        } else {
            int i = 0;
            for (JsonNode element : node) {
                values.add(value(element, of, at + "[" + i++ + "]"));
            }
        }
        return values;
    }

    private Set<Object> set(JsonNode node, Type of, String at) {
        List<Object> values = list(node, of, at);
        if (!values.isEmpty()) {
            Set<JsonNode> said = new HashSet<>();
            int i = 0;
            for (JsonNode element : node) {
                if (!said.add(element)) {
                    add(new PolicyFault(at + "[" + i + "]", "is there twice", "each once"));
                }
                i++;
            }
        }
        return new LinkedHashSet<>(values);
    }

    private Map<Object, Object> map(JsonNode node, Class<?> keys, Type of, String at) {
        Map<Object, Object> values = new LinkedHashMap<>();
        if (!node.isObject()) {
            fault(at, node, "an object");
            return values;
        }
        if (node.size() > MOST_ELEMENTS) {
            add(new PolicyFault(at, "has " + node.size() + " fields", "at most " + MOST_ELEMENTS));
            return values;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Object key = keys.isEnum() ? constants(keys).get(entry.getKey()) : entry.getKey();
            if (key == null) {
                add(new PolicyFault(
                        within(at, shown(entry.getKey())),
                        "is not a field here",
                        String.join(", ", constants(keys).keySet())));
            } else {
                values.put(key, value(entry.getValue(), of, within(at, shown(entry.getKey()))));
            }
        }
        return values;
    }

    private static Map<String, Object> constants(Class<?> wanted) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : wanted.getEnumConstants()) {
            constants.put(constant instanceof Role role ? role.claim() : ((Enum<?>) constant).name(), constant);
        }
        return constants;
    }

    private void add(PolicyFault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    private Object faulty(JsonNode node, Class<?> wanted, String expected, String at) {
        fault(at, node, expected);
        return standIn(wanted);
    }

    private void fault(String at, JsonNode node, String expected) {
        add(new PolicyFault(at.isEmpty() ? PolicyFault.WHOLE : at, "is " + kind(node), expected));
    }

    private static Object standIn(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? Map.of()
                    : generic.getRawType() == Set.class ? Set.of() : List.of();
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted.isRecord()) {
            return construct(
                    wanted.asSubclass(Record.class),
                    Arrays.stream(wanted.getRecordComponents())
                            .map(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                    ? null
                                    : standIn(component.getGenericType()))
                            .toArray());
        }
        if (wanted.isSealed()) {
            return standIn(wanted.getPermittedSubclasses()[0]);
        }
        if (wanted.isEnum()) {
            return wanted.getEnumConstants()[0];
        }
        if (wanted == boolean.class) {
            return false;
        }
        if (wanted == String.class) {
            return "";
        }
        if (wanted == Duration.class) {
            return Duration.ZERO;
        }
        return wanted == BigDecimal.class ? BigDecimal.ZERO : Integer.valueOf(0);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BINARY, POJO, MISSING -> "nothing";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
        };
    }

    private static String within(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    /** What the document says, as far as it is shown back: short, and without control characters. */
    static String shown(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }

    private static <R extends Record> R construct(Class<R> shape, @Nullable Object[] values) {
        try {
            Constructor<R> canonical = shape.getDeclaredConstructor(Arrays.stream(shape.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("record " + shape.getSimpleName() + " cannot be made", e);
        }
    }
}
