package dev.releaseledger.command.health.prometheus;

import dev.releaseledger.command.health.prometheus.Reading.Absent;
import dev.releaseledger.command.health.prometheus.Reading.Unavailable;
import dev.releaseledger.command.health.prometheus.Reading.Value;
import dev.releaseledger.command.outgoing.GuardedHttp;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Understands the answer to an instant query. */
final class QueryAnswer {
    /** A vector's sample is five levels down, a native histogram's bucket seven. */
    private static final int DEEPEST = 16;

    private static final int MOST_OF_AN_ERROR = 200;

    /** As events take numbers: well within a double, which is what most of their readers will make of them. */
    private static final int LARGEST_EXPONENT = 100;

    /** A double in decimal, written out or with an exponent: what Prometheus writes, and nothing that is dear to compute with. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,310}(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private QueryAnswer() {}

    /**
     * What the answer says.
     *
     * @param host who answered, for reasons
     * @param body as much of it as came, cut off at {@link GuardedHttp#MOST_OF_A_BODY}
     */
    static Reading read(String host, int status, String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length >= GuardedHttp.MOST_OF_A_BODY) {
            return new Unavailable(host + " answered " + status + " with " + GuardedHttp.MOST_OF_A_BODY
                    + " bytes or more, too many for one number");
        }
        Optional<JsonNode> answer = parsed(body);
        String said = answer.map(QueryAnswer::error).orElse("");
        if (status < 200 || status >= 300) {
            return new Unavailable(host + " answered " + status + said);
        }
        if (answer.isEmpty()) {
            return new Unavailable(host + " answered with something else than Prometheus' JSON");
        }
        return switch (text(answer.get(), "status")) {
            case "success" -> result(host, answer.get().path("data"));
            case "error" -> new Unavailable(host + " answered with an error" + said);
            default -> new Unavailable(host + " answered with something else than Prometheus' JSON");
        };
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer != null && answer.isObject() ? Optional.of(answer) : Optional.empty();
        } catch (JacksonException e) {
            // Whoever asked is told so; the library's message quotes the answer.
            return Optional.empty();
        }
    }

    private static Reading result(String host, JsonNode data) {
        JsonNode result = data.path("result");
        return switch (text(data, "resultType")) {
            case "vector" -> result.isArray() ? vector(host, result) : unreadable(host);
            case "scalar" -> sample(host, result);
            case "string" -> new Absent("the result is a string, not a number");
            case "matrix" -> new Absent("the result is a range of values, not one number");
            default -> unreadable(host);
        };
    }

    private static Reading vector(String host, JsonNode result) {
        return switch (result.size()) {
            case 0 -> new Absent("no series");
            case 1 -> element(host, result.get(0));
            default -> new Absent(result.size() + " series, not one");
        };
    }

    private static Reading element(String host, JsonNode element) {
        return element.has("histogram") && !element.has("value")
                ? new Absent("the result is a histogram, not a number")
                : sample(host, element.path("value"));
    }

    /** A time and a number as text. */
    private static Reading sample(String host, JsonNode sample) {
        if (!sample.isArray() || sample.size() != 2 || !sample.get(1).isString()) {
            return unreadable(host);
        }
        String text = sample.get(1).stringValue();
        return switch (text) {
            case "NaN" -> new Absent("not a number (NaN)");
            case "+Inf", "Inf", "-Inf" -> new Absent("infinite (" + text + ")");
            default -> NUMBER.matcher(text).matches() ? number(text) : unreadable(host);
        };
    }

    private static Reading number(String text) {
        BigDecimal value = new BigDecimal(text);
        return Math.abs(value.scale()) > LARGEST_EXPONENT || value.precision() - value.scale() > LARGEST_EXPONENT + 1
                ? new Absent("out of range: a decimal exponent beyond " + LARGEST_EXPONENT)
                : new Value(value);
    }

    private static Unavailable unreadable(String host) {
        return new Unavailable(host + " answered with something else than a result of Prometheus");
    }

    /** What Prometheus says was wrong, shortened; empty if it does not say. */
    private static String error(JsonNode answer) {
        String error = (text(answer, "errorType") + " " + text(answer, "error")).strip();
        String shown = error.length() > MOST_OF_AN_ERROR ? error.substring(0, MOST_OF_AN_ERROR) + "…" : error;
        return shown.isEmpty() ? "" : ": " + shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
