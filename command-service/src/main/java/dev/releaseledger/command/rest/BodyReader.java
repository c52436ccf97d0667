package dev.releaseledger.command.rest;

import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads request bodies into records and names everything that is wrong with one at once: unknown, missing and mistyped
 * fields, unknown enum values, and what the components' Bean Validation constraints refuse. A data binder would stop at the
 * first. A component that is a {@link JsonNode} takes any JSON.
 */
public final class BodyReader {
    /** Well within a double, which is what most readers of an entry will make of a number. */
    private static final int LARGEST_EXPONENT = 100;

    private static final int MOST_ELEMENTS = 500;
    private static final int MOST_FIELDS = 100;
    private static final int MOST_FAULTS = 100;

    private final Map<Class<? extends Record>, RecordShape> shapes = new ConcurrentHashMap<>();
    private final Validator validator;

    public BodyReader(Validator validator) {
        this.validator = validator;
    }

    /**
     * Reads a body.
     *
     * @throws RequestRejected naming every fault
     */
    public <R extends Record> R read(byte[] body, Class<R> shape) {
        List<Fault> faults = new ArrayList<>();
        Optional<R> read = Optional.ofNullable(record(DocumentReader.json(body), shape, "", faults));
        if (!faults.isEmpty() || read.isEmpty()) {
            throw new RequestRejected(
                    Problem.of(faults.stream().limit(MOST_FAULTS).toList()));
        }
        return read.get();
    }

    private <R extends Record> @Nullable R record(JsonNode node, Class<R> shape, String at, List<Fault> faults) {
        int before = faults.size();
        if (!node.isObject()) {
            faults.add(new Fault(at.isEmpty() ? "(body)" : at, "is " + kind(node), "a JSON object"));
            return null;
        }
        if (node.size() > MOST_FIELDS) {
            faults.add(new Fault(
                    at.isEmpty() ? "(body)" : at, "has " + node.size() + " fields", "at most " + MOST_FIELDS));
            return null;
        }
        RecordShape known = shapes.computeIfAbsent(shape, type -> RecordShape.of(type, validator));
        for (String name : node.propertyNames()) {
            if (!known.has(name)) {
                faults.add(new Fault(within(at, shown(name)), "is not a field here", known.known()));
            }
        }
        @Nullable Object[] values = new @Nullable Object[known.fields().size()];
        int i = 0;
        for (RecordShape.Field field : known.fields()) {
            values[i++] = field(node.get(field.name()), field, at, shape, faults);
        }
        return faults.size() > before ? null : shape.cast(known.construct(values));
    }

    private @Nullable Object field(
            @Nullable JsonNode node,
            RecordShape.Field field,
            String at,
            Class<? extends Record> shape,
            List<Fault> faults) {
        String path = within(at, field.name());
        if (node == null || node.isNull()) {
            if (!field.optional()) {
                faults.add(new Fault(path, "is missing", "it is required"));
            }
            return null;
        }
        int before = faults.size();
        Object value = value(node, field.type(), path, faults);
        if (field.constrained() && value != null && faults.size() == before) {
            for (ConstraintViolation<? extends Record> violation :
                    validator.validateValue(shape, field.name(), value)) {
                faults.add(new Fault(path, "is not as it should be", violation.getMessage()));
            }
        }
        return value;
    }

    private @Nullable Object value(JsonNode node, Type type, String path, List<Fault> faults) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(node, generic.getActualTypeArguments()[0], path, faults)
                    : numbers(node, path, faults);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == JsonNode.class) {
            return json(node, path, faults);
        }
        if (wanted.isRecord()) {
            return record(node, wanted.asSubclass(Record.class), path, faults);
        }
        if (wanted == int.class || wanted == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? Integer.valueOf(node.intValue())
                    : fault(path, node, "a whole number", faults);
        }
        if (wanted == long.class || wanted == Long.class) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? Long.valueOf(node.longValue())
                    : fault(path, node, "a whole number of at most 18 digits", faults);
        }
        if (wanted == BigDecimal.class) {
            return number(node, path, faults);
        }
        if (!node.isString()) {
            return fault(path, node, expectation(wanted), faults);
        }
        return text(node.stringValue(), wanted, path, faults);
    }

    private static @Nullable Object text(String text, Class<?> wanted, String path, List<Fault> faults) {
        try {
            if (wanted == String.class) {
                if (isUnicode(text)) {
                    return text;
                }
                faults.add(new Fault(path, "holds half of a surrogate pair", "whole Unicode characters"));
                return null;
            }
            if (wanted == UUID.class) {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            } else if (wanted == Instant.class) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                int year = time.atOffset(ZoneOffset.UTC).getYear();
                if (year >= 1 && year <= 9999) {
                    return time;
                }
            } else if (wanted == LocalDate.class) {
                if (text.length() == "2026-03-15".length()) {
                    return LocalDate.parse(text);
                }
            } else {
                for (Object constant : wanted.getEnumConstants()) {
                    if (constant.toString().equals(text)) {
                        return constant;
                    }
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // What would be right is said below, for every way of being wrong.
        }
        faults.add(new Fault(path, "is \"" + shown(text) + "\"", expectation(wanted)));
        return null;
    }

    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private @Nullable Object list(JsonNode node, Type of, String path, List<Fault> faults) {
        if (!node.isArray()) {
            return fault(path, node, "an array", faults);
        }
        if (node.size() > MOST_ELEMENTS) {
            faults.add(new Fault(path, "has " + node.size() + " elements", "at most " + MOST_ELEMENTS));
            return null;
        }
        List<Object> values = new ArrayList<>();
        int i = 0;
        for (JsonNode element : node) {
            Object value = value(element, of, path + "[" + i++ + "]", faults);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object numbers(JsonNode node, String path, List<Fault> faults) {
        if (!node.isObject()) {
            return fault(path, node, "an object of numbers", faults);
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getKey().matches("[A-Za-z0-9._-]{1,64}")) {
                faults.add(new Fault(
                        within(path, shown(entry.getKey())),
                        "is not a name",
                        "1 to 64 letters, digits, dots, underscores or hyphens"));
            } else if (number(entry.getValue(), within(path, entry.getKey()), faults) instanceof BigDecimal value) {
                values.put(entry.getKey(), value);
            }
        }
        return values;
    }

    /** Whatever JSON it is: what it means, and how much of it may be there, is for whoever asked for it to say. */
    private static @Nullable JsonNode json(JsonNode node, String path, List<Fault> faults) {
        int before = faults.size();
        if (node.isString()) {
            text(node.stringValue(), String.class, path, faults);
        } else if (node.isNumber()) {
            number(node, path, faults);
        }
        int i = 0;
        for (JsonNode element : node.isArray() ? node.values() : List.<JsonNode>of()) {
            json(element, path + "[" + i++ + "]", faults);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String at = within(path, shown(field.getKey()));
            text(field.getKey(), String.class, at, faults);
            json(field.getValue(), at, faults);
        }
        return faults.size() > before ? null : node;
    }

    private static @Nullable Object number(JsonNode node, String path, List<Fault> faults) {
        if (!node.isNumber()) {
            return fault(path, node, "a number", faults);
        }
        BigDecimal value = node.decimalValue();
        if (Math.abs(value.scale()) <= LARGEST_EXPONENT) {
            return value;
        }
        faults.add(
                new Fault(path, "is out of range", "a number whose decimal exponent is at most " + LARGEST_EXPONENT));
        return null;
    }

    private static @Nullable Object fault(String path, JsonNode node, String expected, List<Fault> faults) {
        faults.add(new Fault(path, "is " + kind(node), expected));
        return null;
    }

    private static String expectation(Class<?> wanted) {
        if (wanted == String.class) {
            return "a string";
        }
        if (wanted == UUID.class) {
            return "a UUID";
        }
        if (wanted == Instant.class) {
            return "a time as in RFC 3339 in the years 1 to 9999, e.g. 2026-03-15T10:00:00Z";
        }
        if (wanted == LocalDate.class) {
            return "a date as in ISO 8601, e.g. 2026-03-15";
        }
        return "one of "
                + Arrays.stream(wanted.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
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

    /** What the caller sent, as far as it is shown back: short, and without control characters. */
    private static String shown(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
