package dev.releaseledger.query.rest;

import dev.releaseledger.query.rest.Problem.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request's query parameters, read strictly: what is not known, given twice, or not a value is a fault, and all faults are
 * named at once by {@link #done}.
 */
public final class QueryParameters {
    private static final int LONGEST_TEXT = 200;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Map<String, String[]> given;
    private final Set<String> known = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    private QueryParameters(Map<String, String[]> given) {
        this.given = given;
    }

    public static QueryParameters of(HttpServletRequest request) {
        return of(request.getParameterMap());
    }

    static QueryParameters of(Map<String, String[]> given) {
        return new QueryParameters(given);
    }

    /** A short text without control characters. */
    public Optional<String> text(String name) {
        String expected = "1 to " + LONGEST_TEXT + " characters, none of them a control character";
        return value(name, expected, text -> {
            boolean plain = !text.isEmpty()
                    && text.length() <= LONGEST_TEXT
                    && text.chars().noneMatch(Character::isISOControl);
            return plain ? text : null;
        });
    }

    /** One of an enum's names. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        E[] all = type.getEnumConstants();
        String expected = "one of " + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "));
        return value(
                name,
                expected,
                text -> Arrays.stream(all)
                        .filter(each -> each.name().equals(text))
                        .findFirst()
                        .orElse(null));
    }

    /** One of these words. */
    public Optional<String> word(String name, List<String> words) {
        return value(name, "one of " + String.join(", ", words), text -> words.contains(text) ? text : null);
    }

    public boolean flag(String name) {
        return word(name, List.of("true", "false")).map("true"::equals).orElse(false);
    }

    /** A whole number from this one on; -1 may be the least. */
    public Optional<Long> number(String name, long least) {
        return value(name, "a whole number from " + least, text -> {
            Long number = parsed(text);
            return number != null && number >= least ? number : null;
        });
    }

    /** How many at most, from 1. */
    public int limit(int most, int otherwise) {
        return value("limit", "a whole number from 1 to " + most, text -> {
                    Long number = parsed(text);
                    return number != null && number >= 1 && number <= most ? number.intValue() : null;
                })
                .orElse(otherwise);
    }

    /** Where to go on in a list; what it cannot be opened as is a fault. */
    public <T> Optional<T> cursor(Function<String, @Nullable T> opening) {
        return value("cursor", "next of a page that this service answered", opening);
    }

    /** An RFC 3339 time. */
    public Optional<Instant> time(String name) {
        return value(name, "a time such as 2026-01-31T12:00:00Z", QueryParameters::parsedTime);
    }

    /** A position, or a time. */
    public Optional<Moment> moment(String name) {
        return value(name, "a position, or a time such as 2026-01-31T12:00:00Z", text -> {
            Long number = parsed(text);
            if (number != null) {
                return number >= 0 ? new Moment.Position(number) : null;
            }
            Instant time = parsedTime(text);
            return time == null ? null : new Moment.Time(time);
        });
    }

    /** A value that somebody else reads; what it returns null for is a fault. */
    public <T> Optional<T> value(String name, String expected, Function<String, @Nullable T> reading) {
        known.add(name);
        String[] values = given.get(name);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length != 1) {
            fault(name, "given " + values.length + " times", expected + ", once");
            return Optional.empty();
        }
        T read = reading.apply(values[0]);
        if (read == null) {
            fault(name, "not understood", expected);
        }
        return Optional.ofNullable(read);
    }

    /** Whether the request has this parameter, good or bad. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** Adds a fault that only the endpoint can find. */
    public void fault(String name, String fault, String expected) {
        faults.add(new Fault(name, fault, expected));
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException when anything was wrong, naming all of it
     */
    public void done() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> faults.add(new Fault(
                        shown(name),
                        "not a parameter",
                        known.isEmpty() ? "none" : "one of " + String.join(", ", sorted()))));
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.MALFORMED
                    .detail(faults.size() + " faults in the parameters")
                    .faults(faults));
        }
    }

    private List<String> sorted() {
        return known.stream().sorted().toList();
    }

    private static String shown(String name) {
        return name.length() > LONGEST_TEXT ? name.substring(0, LONGEST_TEXT) + "…" : name;
    }

    /**
     * Reads an id in a path.
     *
     * @throws ProblemException when it is none
     */
    public static UUID id(String text) {
        UUID id = uuid(text);
        return id == null ? refused() : id;
    }

    /** A UUID in its one spelling, letters small or large; null for any other text. */
    public static @Nullable UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static UUID refused() {
        throw new ProblemException(Problem.MALFORMED
                .detail("the id is not understood")
                .faults(List.of(new Fault("id", "not understood", "a UUID"))));
    }

    private static @Nullable Long parsed(String text) {
        if (text.equals("-1")) {
            return -1L;
        }
        return NUMBER.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    private static @Nullable Instant parsedTime(String text) {
        if (text.length() > 40) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            boolean representable = !time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                    && time.isBefore(Instant.parse("+10000-01-01T00:00:00Z"));
            return representable ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
