package dev.releaseledger.command.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as {@code application/problem+json} (RFC 9457).
 *
 * @param type stable: {@code https://releaseledger.dev/rules/<rule>} for a rule, {@code …/problems/<kind>} otherwise
 * @param title in a few words
 * @param status the HTTP status
 * @param detail in a sentence
 * @param violations every rule that was violated
 * @param faults everything that is wrong with the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, String detail, List<Violated> violations, List<Fault> faults) {
    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A violated rule, by name, and why. */
    public record Violated(String rule, String reason) {}

    /** A problem of this kind, e.g. {@code not-found}. */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem("https://releaseledger.dev/problems/" + kind, title, status, detail, List.of(), List.of());
    }

    /** A request that is wrong in these ways. */
    public static Problem of(List<Fault> faults) {
        String detail = faults.size() == 1
                ? faults.getFirst().field() + ": " + faults.getFirst().fault()
                : faults.size() + " things are wrong with the request";
        return new Problem(
                "https://releaseledger.dev/problems/bad-request", "Bad request", 400, detail, List.of(), faults);
    }

    /** A command that these rules turn down: a missing right first, then what the state does not allow, then the rest. */
    public static Problem refused(List<Violation> violations) {
        Violation first =
                violations.stream().min(Comparator.comparing(Violation::kind)).orElseThrow();
        int status = switch (first.kind()) {
            case FORBIDDEN -> 403;
            case CONFLICT -> 409;
            case UNPROCESSABLE -> 422;
        };
        return new Problem(
                "https://releaseledger.dev/rules/" + kebab(first.rule()),
                words(first.rule()),
                status,
                first.reason(),
                violations.stream()
                        .map(violation -> new Violated(violation.rule(), violation.reason()))
                        .toList(),
                List.of());
    }

    /** The problem's JSON. */
    public String json() {
        return MAPPER.writeValueAsString(this);
    }

    /** The headers that belong to it. */
    public Map<String, String> headers() {
        return status == 503
                ? Map.of("Content-Type", MEDIA_TYPE, "Retry-After", "1")
                : Map.of("Content-Type", MEDIA_TYPE);
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String words(String name) {
        String words = kebab(name).replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
