package dev.releaseledger.auditor.verify;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema (2020-12), made ready to check much data fast. Knows the keywords that the events' schemas use, takes {@code
 * format} for a demand, and refuses a schema with any other keyword rather than passing over it.
 */
final class SchemaCheck {
    private static final Set<String> WORDS_FOR_PEOPLE = Set.of("$schema", "$id", "title", "description");
    private static final String DEFINITIONS = "#/$defs/";

    private final Set<Type> types;
    private final @Nullable Set<String> values;
    private final @Nullable Format format;
    private final Map<String, SchemaCheck> properties;
    private final List<String> required;
    private final boolean closed;
    private final @Nullable SchemaCheck others;
    private final @Nullable SchemaCheck items;
    private final boolean unique;
    private final @Nullable String reference;
    private final List<SchemaCheck> oneOf;
    private final Map<String, SchemaCheck> definitions;

    private enum Type {
        OBJECT,
        ARRAY,
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL;

        boolean has(JsonNode node) {
            return switch (this) {
                case OBJECT -> node.isObject();
                case ARRAY -> node.isArray();
                case STRING -> node.isString();
                case INTEGER -> node.isIntegralNumber();
                case NUMBER -> node.isNumber();
                case BOOLEAN -> node.isBoolean();
                case NULL -> node.isNull();
            };
        }
    }

    private enum Format {
        UUID,
        DATE_TIME,
        DATE,
        DURATION;

        boolean has(String text) {
            return switch (this) {
                case UUID -> isUuid(text);
                case DATE_TIME -> parses(() -> OffsetDateTime.parse(text));
                case DATE -> parses(() -> LocalDate.parse(text));
                case DURATION -> parses(() -> Duration.parse(text));
            };
        }
    }

    /**
     * @param definitions what the whole schema gives names to; filled while the whole is made ready, since what has a name may
     *     be within itself
     */
    private SchemaCheck(JsonNode schema, String where, Map<String, SchemaCheck> definitions) {
        Map<String, SchemaCheck> named = new HashMap<>();
        List<String> demanded = new ArrayList<>();
        Set<Type> allowed = EnumSet.noneOf(Type.class);
        Set<String> listed = null;
        Format written = null;
        SchemaCheck additional = null;
        SchemaCheck each = null;
        String referred = null;
        List<SchemaCheck> alternatives = new ArrayList<>();
        boolean noOthers = false;
        boolean noneTwice = false;
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            JsonNode value = keyword.getValue();
            switch (keyword.getKey()) {
                case "type" -> texts(value).forEach(name -> allowed.add(Type.valueOf(constant(name))));
                case "enum" -> listed = Set.copyOf(texts(value));
                case "format" -> written = Format.valueOf(constant(value.asString()));
                case "properties" ->
                    value.properties()
                            .forEach(one -> named.put(
                                    one.getKey(),
                                    new SchemaCheck(one.getValue(), where + "/" + one.getKey(), definitions)));
                case "required" -> demanded.addAll(texts(value));
                case "additionalProperties" -> {
                    noOthers = value.isBoolean() && !value.asBoolean();
                    additional = value.isObject() ? new SchemaCheck(value, where + "/*", definitions) : null;
                }
                case "items" -> each = new SchemaCheck(value, where + "/[]", definitions);
                case "$defs" ->
                    value.properties()
                            .forEach(one -> definitions.put(
                                    one.getKey(),
                                    new SchemaCheck(one.getValue(), DEFINITIONS + one.getKey(), definitions)));
                case "$ref" -> referred = defined(value.asString(), where);
                case "oneOf" -> value.forEach(one -> alternatives.add(new SchemaCheck(one, where + "/|", definitions)));
                case "uniqueItems" -> noneTwice = value.asBoolean();
                default -> {
                    if (!WORDS_FOR_PEOPLE.contains(keyword.getKey())) {
                        throw new IllegalArgumentException(
                                "cannot check the keyword " + keyword.getKey() + " at " + where);
                    }
                }
            }
        }
        this.types = allowed;
        this.values = listed;
        this.format = written;
        this.properties = Map.copyOf(named);
        this.required = List.copyOf(demanded);
        this.closed = noOthers;
        this.others = additional;
        this.items = each;
        this.unique = noneTwice;
        this.reference = referred;
        this.oneOf = List.copyOf(alternatives);
        this.definitions = definitions;
    }

    private static String defined(String reference, String where) {
        if (!reference.startsWith(DEFINITIONS)) {
            throw new IllegalArgumentException("cannot follow the reference " + reference + " at " + where);
        }
        return reference.substring(DEFINITIONS.length());
    }

    /**
     * Makes a schema ready.
     *
     * @throws IllegalArgumentException if it has a keyword that this does not know, or refers to what it does not define
     */
    static SchemaCheck of(JsonNode schema) {
        Map<String, SchemaCheck> definitions = new HashMap<>();
        SchemaCheck check = new SchemaCheck(schema, "#", definitions);
        for (String reference : schema.findValuesAsString("$ref")) {
            if (!definitions.containsKey(defined(reference, "#"))) {
                throw new IllegalArgumentException(reference + " is not defined");
            }
        }
        return check;
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray() ? value.values().stream().map(JsonNode::asString).toList() : List.of(value.asString());
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What about the data does not fit; null where it fits. */
    @Nullable
    String fault(JsonNode node) {
        if (!types.isEmpty() && types.stream().noneMatch(type -> type.has(node))) {
            return " is not of type " + types;
        }
        if (reference != null) {
            String fault = Objects.requireNonNull(definitions.get(reference)).fault(node);
            if (fault != null) {
                return fault;
            }
        }
        if (!oneOf.isEmpty()) {
            String fault = ofOne(node);
            if (fault != null) {
                return fault;
            }
        }
        if (node.isString()) {
            String text = node.stringValue();
            if (values != null && !values.contains(text)) {
                return " is none of " + values;
            }
            return format == null || format.has(text) ? null : " is not of format " + format;
        }
        if (values != null) {
            return " is none of " + values;
        }
        return node.isObject() ? ofObject(node) : node.isArray() ? ofArray(node) : null;
    }

    private @Nullable String ofOne(JsonNode node) {
        List<String> faults = new ArrayList<>();
        for (SchemaCheck alternative : oneOf) {
            String fault = alternative.fault(node);
            if (fault != null) {
                faults.add(fault);
            }
        }
        return switch (oneOf.size() - faults.size()) {
            case 1 -> null;
            case 0 -> faults.stream().distinct().collect(Collectors.joining(",", " is none of several:", ""));
            default -> " is more than one of several";
        };
    }

    private @Nullable String ofObject(JsonNode node) {
        for (String name : required) {
            if (!node.has(name)) {
                return " has no " + name;
            }
        }
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            SchemaCheck known = properties.getOrDefault(one.getKey(), others);
            if (known == null) {
                if (closed) {
                    return " has an unknown field " + one.getKey();
                }
                continue;
            }
            String fault = known.fault(one.getValue());
            if (fault != null) {
                return "/" + one.getKey() + fault;
            }
        }
        return null;
    }

    private @Nullable String ofArray(JsonNode node) {
        if (items != null) {
            int index = 0;
            for (JsonNode one : node) {
                String fault = items.fault(one);
                if (fault != null) {
                    return "/" + index + fault;
                }
                index++;
            }
        }
        return unique && new HashSet<>(node.values()).size() < node.size() ? " holds something twice" : null;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
