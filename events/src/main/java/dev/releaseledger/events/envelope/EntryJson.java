package dev.releaseledger.events.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.releaseledger.events.access.Role;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing entries. Strict: what a version does not know, it does not guess at. */
public final class EntryJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private EntryJson() {}

    /** The mapper that events are written with; for views that show events as they are stored. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads an entry's attributes and keeps its data as a tree. Attributes that this version does not know are passed
     * over, as CloudEvents asks of every reader.
     *
     * @throws NotUnderstood when the bytes are not an entry
     */
    public static Envelope read(byte[] entry) {
        requireUtf8(entry);
        try {
            JsonNode root = MAPPER.readTree(entry);
            if (!"1.0".equals(text(root, "specversion"))) {
                throw new NotUnderstood("specversion is not 1.0");
            }
            String occurredAt = optionalText(root, "occurredat");
            return new Envelope(
                    uuid(root, "id"),
                    text(root, "source"),
                    text(root, "type"),
                    text(root, "subject"),
                    Instant.parse(text(root, "time")),
                    text(root, "dataschema"),
                    number(root, "position"),
                    number(root, "sequence"),
                    new Attribution(
                            uuid(root, "actor"),
                            roles(text(root, "actorroles")),
                            Instant.parse(text(root, "decidedat")),
                            occurredAt == null ? null : Instant.parse(occurredAt)),
                    text(root, "correlationid"),
                    optionalText(root, "causationid"),
                    optionalText(root, "traceparent"),
                    object(root));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new NotUnderstood("these bytes are not an entry: " + e.getMessage(), e);
        }
    }

    /** Jackson would take UTF-16 and UTF-32 as well, which others who read the same bytes see no entry in. */
    private static void requireUtf8(byte[] entry) {
        for (byte each : entry) {
            if (each <= 0) {
                requireUtf8Beyond(entry);
                return;
            }
        }
    }

    private static void requireUtf8Beyond(byte[] entry) {
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(entry));
            if (text.chars().anyMatch(c -> c == 0) || text.charAt(0) == BYTE_ORDER_MARK) {
                throw new NotUnderstood(
                        "these bytes are not an entry: they hold a NUL or begin with a byte order mark");
            }
        } catch (CharacterCodingException e) {
            throw new NotUnderstood("these bytes are not an entry: they are not UTF-8", e);
        }
    }

    static byte[] writeData(Event event) {
        return MAPPER.writeValueAsBytes(event);
    }

    static Event readData(JsonNode data, EventType type) {
        String fault = Shape.ofRecord(type.record()).fault(data);
        if (fault != null) {
            throw new NotUnderstood("data of " + type.name() + fault);
        }
        try {
            return MAPPER.treeToValue(data, type.record());
        } catch (JacksonException | NullPointerException e) {
            throw new NotUnderstood("data has not the shape of " + type.name() + ": " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode root, String name) {
        String value = optionalText(root, name);
        if (value == null) {
            throw new NotUnderstood("attribute " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String optionalText(JsonNode root, String name) {
        JsonNode value = root.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new NotUnderstood("attribute " + name + " is not a string");
        }
        return value.stringValue();
    }

    /** {@link UUID#fromString} also takes short forms, which would not be written again as they were read. */
    private static UUID uuid(JsonNode root, String name) {
        String value = text(root, name);
        if (value.length() != 36) {
            throw new NotUnderstood("attribute " + name + " is not a UUID of 36 characters");
        }
        return UUID.fromString(value);
    }

    private static long number(JsonNode root, String name) {
        JsonNode value = root.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new NotUnderstood("attribute " + name + " is not a number from 0");
        }
        return value.longValue();
    }

    private static JsonNode object(JsonNode root) {
        JsonNode value = root.get("data");
        if (value == null || !value.isObject()) {
            throw new NotUnderstood("data is not an object");
        }
        return value;
    }

    private static Set<Role> roles(String claim) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (!claim.isEmpty()) {
            for (String name : claim.split(",", -1)) {
                roles.add(Role.ofClaim(name).orElseThrow(() -> new NotUnderstood("role " + name + " is not known")));
            }
        }
        return roles;
    }
}
