package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.problem.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one object of a payload. What is wrong with one becomes a fault, and its value is null, empty or zero then.
 *
 * @param node an object
 * @param path where it is; empty for the payload itself
 * @param faults what is found wrong is added to them
 */
record PayloadFields(JsonNode node, String path, List<Fault> faults) {
    private static final int MOST_TEXTS = 64;
    private static final int LONGEST_KEY = 128;
    /** Go's zero time, which means none. */
    private static final Instant NONE = Instant.parse("0001-01-01T00:00:00Z");

    /** A field that has to be exactly that. */
    void literal(String name, String expected) {
        JsonNode value = node.get(name);
        if (value == null || !value.isString() || !value.stringValue().equals(expected)) {
            fault(name, value == null || value.isNull() ? "is missing" : "is another one", "\"" + expected + "\"");
        }
    }

    /** A text that is not empty. */
    @Nullable
    String text(String name, int longest) {
        String text = optionalText(name, longest);
        JsonNode value = node.get(name);
        if (text == null
                && (isAbsent(value) || (value.isString() && value.stringValue().isEmpty()))) {
            fault(name, "is missing", expectation(longest));
        }
        return text;
    }

    /** A text; null if it is absent or empty. */
    @Nullable
    String optionalText(String name, int longest) {
        JsonNode value = node.get(name);
        if (isAbsent(value)) {
            return null;
        }
        String text = checked(name, value, longest);
        return text == null || text.isEmpty() ? null : text;
    }

    @Nullable
    AlertStatus status(String name) {
        JsonNode value = node.get(name);
        String text = value != null && value.isString() ? value.stringValue() : "";
        return switch (text) {
            case "firing" -> AlertStatus.FIRING;
            case "resolved" -> AlertStatus.RESOLVED;
            default -> {
                fault(name, isAbsent(value) ? "is missing" : "is neither", "\"firing\" or \"resolved\"");
                yield null;
            }
        };
    }

    @Nullable
    Instant time(String name) {
        JsonNode value = node.get(name);
        if (value != null && value.isString()) {
            try {
                Instant time = OffsetDateTime.parse(value.stringValue()).toInstant();
                if (time.isAfter(NONE) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                    return time;
                }
            } catch (DateTimeException e) {
                // What would be right is said below.
            }
        }
        fault(
                name,
                isAbsent(value) ? "is missing" : "is not a time",
                "a time as in RFC 3339, e.g. 2026-03-15T10:00:00.123Z");
        return null;
    }

    /** A whole number that is not negative; 0 if it is absent. */
    int count(String name) {
        JsonNode value = node.get(name);
        if (isAbsent(value)) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            fault(name, "is not a count", "a whole number that is not negative");
            return 0;
        }
        return value.intValue();
    }

    /** An object of texts; empty if it is absent. */
    Map<String, String> texts(String name, int longest) {
        JsonNode value = node.get(name);
        if (isAbsent(value)) {
            return Map.of();
        }
        if (!value.isObject()) {
            fault(name, "is not an object", "an object of strings");
            return Map.of();
        }
        if (value.size() > MOST_TEXTS) {
            fault(name, "has " + value.size() + " fields", "at most " + MOST_TEXTS);
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String key = entry.getKey();
            if (key.isEmpty() || key.length() > LONGEST_KEY || !isUnicode(key)) {
                fault(name + "." + shown(key), "is not a name", "1 to " + LONGEST_KEY + " Unicode characters");
                continue;
            }
            String text = checked(name + "." + shown(key), entry.getValue(), longest);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return texts;
    }

    /** The elements of an array. */
    List<JsonNode> elements(String name, int most) {
        JsonNode value = node.get(name);
        if (value == null || !value.isArray()) {
            fault(name, isAbsent(value) ? "is missing" : "is not an array", "an array of at most " + most);
            return List.of();
        }
        if (value.size() > most) {
            fault(name, "has " + value.size() + " elements", "at most " + most);
            return List.of();
        }
        return value.valueStream().toList();
    }

    private @Nullable String checked(String name, JsonNode value, int longest) {
        if (!value.isString()) {
            fault(name, "is not a string", expectation(longest));
            return null;
        }
        String text = value.stringValue();
        if (text.length() > longest) {
            fault(name, "has " + text.length() + " characters", "at most " + longest);
            return null;
        }
        if (!isUnicode(text)) {
            fault(name, "holds half of a surrogate pair", "whole Unicode characters");
            return null;
        }
        return text;
    }

    private void fault(String name, String fault, String expected) {
        faults.add(new Fault(path.isEmpty() ? name : path + "." + name, fault, expected));
    }

    private static String expectation(int longest) {
        return "a string of at most " + longest + " characters";
    }

    private static boolean isAbsent(@Nullable JsonNode value) {
        return value == null || value.isNull();
    }

    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** What was sent, as far as it is shown back: short, and without control characters. */
    private static String shown(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
