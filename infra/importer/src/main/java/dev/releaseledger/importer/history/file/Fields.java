package dev.releaseledger.importer.history.file;

import dev.releaseledger.importer.history.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and keeps every fault that it meets, so that all are told at once. What is faulty is
 * read as something harmless, which nobody may use once there is a fault.
 */
final class Fields {

    private final JsonNode object;
    private final String path;
    private final List<String> faults;

    Fields(JsonNode object) {
        this(object, "", new ArrayList<>());
    }

    private Fields(JsonNode object, String path, List<String> faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    List<String> faults() {
        return faults;
    }

    void fault(String field, String fault) {
        faults.add(path + field + " " + fault);
    }

    String text(String field) {
        var text = textMaybeEmpty(field);
        if (text.isBlank() && object.path(field).isString()) {
            fault(field, "is empty");
        }
        return text;
    }

    /** The name of a commit, as git abbreviates it at the shortest. */
    String sha(String field) {
        var text = text(field);
        if (!text.isBlank() && !text.matches("[0-9a-f]{7,64}")) {
            fault(field, "is not the hexadecimal name of a commit: " + text);
        }
        return text;
    }

    String textMaybeEmpty(String field) {
        var value = object.path(field);
        if (!value.isString()) {
            fault(field, value.isMissingNode() ? "is missing" : "is not a text");
            return "";
        }
        return value.stringValue();
    }

    @Nullable
    String textOrNull(String field) {
        return object.path(field).isNull() ? null : text(field);
    }

    @Nullable
    Version version(String field) {
        var text = text(field);
        var version = Version.parse(text);
        if (version.isEmpty() && !text.isBlank()) {
            fault(field, "is not a version: " + text);
        }
        return version.orElse(null);
    }

    Instant time(String field) {
        var text = text(field);
        try {
            return text.isBlank() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            fault(field, "is not an RFC 3339 time: " + text);
            return Instant.EPOCH;
        }
    }

    int count(String field) {
        var value = object.path(field);
        if (!value.isInt() || value.intValue() < 0) {
            fault(field, value.isMissingNode() ? "is missing" : "is not a count");
            return 0;
        }
        return value.intValue();
    }

    <T> List<T> list(String field, Function<Fields, T> element) {
        var value = object.path(field);
        if (!value.isArray()) {
            fault(field, value.isMissingNode() ? "is missing" : "is not a list");
            return List.of();
        }
        var elements = new ArrayList<T>(value.size());
        var index = 0;
        for (var each : value) {
            var name = path + field + "[" + index++ + "]";
            if (each.isObject()) {
                elements.add(element.apply(new Fields(each, name + ".", faults)));
            } else {
                faults.add(name + " is not an object");
            }
        }
        return elements;
    }
}
