package dev.releaseledger.query.flag;

import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which flags are asked for.
 *
 * @param status how they stand
 * @param rollout how far they are open, in one word
 * @param release a release that they have to do with
 * @param endingBefore needed until a day before this one, and not archived
 * @param readable the products that may be read; empty optional when all may
 */
record FlagFilter(
        Optional<String> key,
        Optional<String> product,
        Optional<FlagType> type,
        Optional<String> status,
        Optional<String> rollout,
        Optional<String> phase,
        Optional<UUID> owner,
        Optional<UUID> release,
        Optional<LocalDate> endingBefore,
        Optional<Set<String>> readable) {
    private static final List<String> STATUSES = List.of("ENABLED", "DISABLED", "ARCHIVED");
    private static final List<String> ROLLOUTS = List.of("CLOSED", "OPEN", "PAUSED");
    private static final int DATE = 10;

    /** What a query asks for, and what is wrong with it; whose products these are is not said yet. */
    static FlagFilter of(QueryParameters query) {
        return new FlagFilter(
                query.text("key"),
                query.text("product"),
                query.oneOf("type", FlagType.class),
                query.word("status", STATUSES),
                query.word("rollout", ROLLOUTS),
                query.text("phase"),
                query.value("owner", "a directory id", QueryParameters::uuid),
                query.value("release", "a UUID", QueryParameters::uuid),
                query.value("endingBefore", "a day such as 2026-01-31", FlagFilter::day),
                Optional.empty());
    }

    private static @Nullable LocalDate day(String text) {
        if (text.length() != DATE) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() > 0 ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The same of what somebody may read.
     *
     * @throws dev.releaseledger.query.rest.ProblemException when that is nothing, or not the product that is asked for
     */
    FlagFilter readableBy(Reader reader) {
        return new FlagFilter(
                key, product, type, status, rollout, phase, owner, release, endingBefore, reader.readable(product));
    }
}
