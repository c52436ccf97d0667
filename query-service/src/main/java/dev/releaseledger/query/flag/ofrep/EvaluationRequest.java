package dev.releaseledger.query.flag.ofrep;

import static dev.releaseledger.query.flag.ofrep.OfrepFault.Code.INVALID_CONTEXT;
import static dev.releaseledger.query.flag.ofrep.OfrepFault.Code.PARSE_ERROR;

import dev.releaseledger.events.flag.evaluate.EvaluationContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to evaluate, read strictly and within bounds.
 *
 * @param bytes as they were sent
 * @param context whom flags are evaluated for
 */
record EvaluationRequest(byte[] bytes, EvaluationContext context) {
    /** The most bytes that are read. Contexts have some kilobytes. */
    static final int MOST_BYTES = 1 << 18;

    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final String NO_UNICODE = ": holds half of a surrogate pair; expected whole Unicode characters";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a request.
     *
     * @throws OfrepFault when it is not one, naming where the fault is
     */
    static EvaluationRequest of(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length > MOST_BYTES) {
            throw tooLarge();
        }
        // Where the length is known no room is made for more.
        return of(request.getInputStream().readNBytes(length < 0 ? MOST_BYTES + 1 : (int) length));
    }

    static EvaluationRequest of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        JsonNode root = parsed(bytes);
        if (!root.isObject()) {
            throw new OfrepFault(PARSE_ERROR, "the body is no JSON object; expected {\"context\": {…}}");
        }
        JsonNode context = root.get("context");
        if (context == null) {
            throw new OfrepFault(INVALID_CONTEXT, "context: missing; expected an object with the evaluation context");
        }
        if (!context.isObject()) {
            throw new OfrepFault(INVALID_CONTEXT, "context: no object; expected one with the evaluation context");
        }
        JsonNode key = context.get("targetingKey");
        if (key != null && !key.isNull() && !key.isString()) {
            throw new OfrepFault(INVALID_CONTEXT, "context.targetingKey: no text; expected a string");
        }
        String fault = faultIn(context);
        if (fault != null) {
            throw new OfrepFault(INVALID_CONTEXT, "context" + fault);
        }
        return new EvaluationRequest(bytes, new EvaluationContext(context));
    }

    /**
     * What JSON lets through and nobody can compare or hash as it was meant, beginning with the way from here; null where there is
     * nothing of it.
     */
    private static @Nullable String faultIn(JsonNode node) {
        if (node.isString()) {
            return isUnicode(node.stringValue()) ? null : NO_UNICODE;
        }
        if (node.isNumber()) {
            return Double.isFinite(node.doubleValue())
                    ? null
                    : ": out of range; expected a number that a double can hold";
        }
        int i = 0;
        for (JsonNode element : node.isArray() ? node.values() : List.<JsonNode>of()) {
            String fault = faultIn(element);
            if (fault != null) {
                return "[" + i + "]" + fault;
            }
            i++;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String fault = isUnicode(field.getKey()) ? faultIn(field.getValue()) : NO_UNICODE;
            if (fault != null) {
                return "." + shown(field.getKey()) + fault;
            }
        }
        return null;
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static OfrepFault tooLarge() {
        return new OfrepFault(
                INVALID_CONTEXT, "context: too large; expected a body of at most " + MOST_BYTES + " bytes");
    }

    private static JsonNode parsed(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            try {
                JsonNode root = JSON.readTree(parser);
                if (root == null || parser.nextToken() != null) {
                    throw new OfrepFault(PARSE_ERROR, "the body is not one JSON object; expected {\"context\": {…}}");
                }
                return root;
            } catch (StreamConstraintsException e) {
                throw new OfrepFault(
                        INVALID_CONTEXT,
                        path(parser) + ": beyond the bounds; expected at most " + DEEPEST
                                + " objects and lists within each other, names of at most " + LONGEST_NAME
                                + " characters, and numbers of at most " + LONGEST_NUMBER + " digits");
            } catch (JacksonException e) {
                throw new OfrepFault(
                        PARSE_ERROR,
                        path(parser) + ": not JSON, or a name that is given twice, at line "
                                + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr());
            }
        } catch (JacksonException e) {
            throw new OfrepFault(PARSE_ERROR, "the body is not JSON");
        }
    }

    /** Where the parser is, such as {@code context.plans[2].name}. */
    private static String path(JsonParser parser) {
        Deque<String> steps = new ArrayDeque<>();
        for (TokenStreamContext at = parser.streamReadContext(); at != null && !at.inRoot(); at = at.getParent()) {
            if (at.inObject() && at.currentName() != null) {
                steps.push("." + at.currentName());
            } else if (at.inArray() && at.hasCurrentIndex()) {
                steps.push("[" + at.getCurrentIndex() + "]");
            }
        }
        String path = String.join("", steps);
        return path.isEmpty() ? "the body" : shown(path.substring(path.startsWith(".") ? 1 : 0));
    }

    /** What was sent, as far as it is shown back: short, and without control characters. */
    private static String shown(String path) {
        String shown = path.length() > LONGEST_NAME ? path.substring(0, LONGEST_NAME) + "…" : path;
        return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }
}
