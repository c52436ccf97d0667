package dev.releaseledger.auditor.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Up to where a replay goes. */
sealed interface Until {
    /** Which of an entry's two times counts. */
    enum Clock {
        /** When the ledger recorded it. */
        RECORDED,
        /** When it is claimed to have happened: another than the recorded time for backfilled history alone. */
        CLAIMED
    }

    /** What is to be done with an entry. */
    enum Verdict {
        WITHIN,
        /** Left out; later ones may be within. */
        BEYOND,
        /** Left out like all that follow. */
        PAST_THE_END
    }

    /** To the end. */
    record End() implements Until {}

    /** To this position, and no further. */
    record Position(long last) implements Until {}

    /** What had been recorded by then. */
    record RecordedBy(Instant time) implements Until {}

    /** What is claimed to have happened by then, by what is recorded now. */
    record ClaimedBy(Instant time) implements Until {}

    /**
     * Reads what a caller wrote.
     *
     * @throws IllegalArgumentException if it is neither a position nor a time, or a clock is given for a position
     */
    static Until parse(String text, Clock clock) {
        if (text.matches("[0-9]{1,18}")) {
            if (clock == Clock.CLAIMED) {
                throw new IllegalArgumentException("a claimed clock goes with a time, and " + text + " is a position");
            }
            return new Position(Long.parseLong(text));
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return clock == Clock.CLAIMED ? new ClaimedBy(time) : new RecordedBy(time);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "neither a position (1234) nor a time (2025-03-15T10:00:00Z): " + text, e);
        }
    }

    /** What is to be done with this entry. Recorded times never go back, so what comes after a later one is later too. */
    default Verdict judge(long position, Glance entry) {
        return switch (this) {
            case End end -> Verdict.WITHIN;
            case Position to -> position <= to.last() ? Verdict.WITHIN : Verdict.PAST_THE_END;
            case RecordedBy by -> {
                Instant at = entry.recordedAt();
                yield at == null || !at.isAfter(by.time()) ? Verdict.WITHIN : Verdict.PAST_THE_END;
            }
            case ClaimedBy by -> {
                Instant at = entry.happenedAt();
                yield at != null && !at.isAfter(by.time()) ? Verdict.WITHIN : Verdict.BEYOND;
            }
        };
    }
}
