package dev.releaseledger.query.incident;

import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are asked for.
 *
 * @param open whether they still hurt, or may
 * @param overdue whether an action item of theirs is overdue
 * @param from noticed at or after this time
 * @param to noticed before this time
 * @param words what is searched for, as people write it into a search box
 * @param readable the products that may be read; empty optional when all may
 */
record IncidentFilter(
        Optional<String> product,
        Optional<String> environment,
        Optional<Severity> severity,
        Optional<String> status,
        Optional<IncidentOrigin> origin,
        Optional<CauseCategory> cause,
        Optional<UUID> release,
        Optional<Boolean> open,
        Optional<Boolean> overdue,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> words,
        Optional<Set<String>> readable) {
    private static final List<String> UNDER_WAY = List.of("OPEN", "ACKNOWLEDGED", "MITIGATED");
    private static final List<String> OVER = List.of("RESOLVED", "CLOSED", "MERGED");
    private static final List<String> STATUSES =
            List.of("OPEN", "ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED", "MERGED");
    private static final List<String> YES_OR_NO = List.of("true", "false");
    private static final int MOST_WORDS = 200;

    /** What a query asks for, and what is wrong with it; whose products these are is not said yet. */
    static IncidentFilter of(QueryParameters query) {
        IncidentFilter filter = new IncidentFilter(
                query.text("product"),
                query.text("environment"),
                query.oneOf("severity", Severity.class),
                query.word("status", STATUSES),
                query.oneOf("origin", IncidentOrigin.class),
                query.oneOf("cause", CauseCategory.class),
                query.value("release", "a UUID", QueryParameters::uuid),
                query.word("open", YES_OR_NO).map("true"::equals),
                query.word("overdue", YES_OR_NO).map("true"::equals),
                query.time("from"),
                query.time("to"),
                query.value(
                        "q",
                        "1 to " + MOST_WORDS
                                + " characters, a letter or a digit among them and none of them a control character",
                        IncidentFilter::words),
                Optional.empty());
        filter.contradictions(query);
        return filter;
    }

    private void contradictions(QueryParameters query) {
        if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
            query.fault("to", "not after from", "a time after " + from.get());
        }
        if (open.isPresent() && status.isPresent()) {
            List<String> possible = open.get() ? UNDER_WAY : OVER;
            if (!possible.contains(status.get())) {
                query.fault(
                        "status",
                        status.get() + " with open=" + open.get(),
                        "one of " + String.join(", ", possible) + ", or open left out");
            }
        }
    }

    private static @Nullable String words(String text) {
        boolean searchable = text.length() <= MOST_WORDS
                && text.chars().noneMatch(Character::isISOControl)
                && text.codePoints().anyMatch(Character::isLetterOrDigit);
        return searchable ? text : null;
    }

    /**
     * The same of what somebody may read.
     *
     * @throws dev.releaseledger.query.rest.ProblemException when that is nothing, or not the product that is asked for
     */
    IncidentFilter readableBy(Reader reader) {
        return new IncidentFilter(
                product,
                environment,
                severity,
                status,
                origin,
                cause,
                release,
                open,
                overdue,
                from,
                to,
                words,
                reader.readable(product));
    }

    /** Every incident that has to do with a release. */
    static IncidentFilter ofRelease(UUID release) {
        return new IncidentFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(release),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
