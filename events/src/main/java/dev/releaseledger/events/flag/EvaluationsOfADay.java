package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EntryJson;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/**
 * A record of the topic of evaluations: how often the query service evaluated a flag on a day. It is sent once the day is over,
 * also where nothing was evaluated, and may be sent again.
 *
 * @param flagId the flag
 * @param day the day, in UTC
 * @param counts how often each variant was served; those that were not are left out
 */
public record EvaluationsOfADay(UUID flagId, LocalDate day, Map<String, Long> counts) {
    /** How many bytes a record has at most. */
    public static final int MOST_BYTES = 32 * 1024;

    public EvaluationsOfADay {
        if (flagId == null || day == null) {
            throw new IllegalArgumentException("flagId or day is missing");
        }
        if (counts.size() > FlagVariant.MOST) {
            throw new IllegalArgumentException("a flag has at most " + FlagVariant.MOST + " variants");
        }
        counts.forEach((variant, count) -> {
            if (variant.isBlank() || variant.length() > FlagVariant.LONGEST_NAME || count == null || count < 0) {
                throw new IllegalArgumentException("not a count of a variant");
            }
        });
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /**
     * How often together.
     *
     * @throws ArithmeticException when nobody can have counted so far
     */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }

    /** The record. */
    public byte[] toBytes() {
        return EntryJson.mapper().writeValueAsBytes(this);
    }

    /** Reads a record; empty where it is none. */
    public static Optional<EvaluationsOfADay> read(byte[] record) {
        if (record.length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            EvaluationsOfADay read = EntryJson.mapper().readValue(record, EvaluationsOfADay.class);
            return read != null && read.total() >= 0 ? Optional.of(read) : Optional.empty();
        } catch (JacksonException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
