package dev.releaseledger.query.entry;

import static java.util.Objects.requireNonNull;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.query.generation.Generation;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the kept entries, a bounded number at a time. */
@Component
public final class Entries {
    private static final RowMapper<EntryRow> ROW = (row, n) ->
            new EntryRow(row.getLong("position"), row.getObject("sequence", Long.class), row.getBytes("bytes"));

    /** Few enough that even the largest entries take little memory. */
    private static final int AT_A_TIME = 200;

    private final JdbcClient jdbc;

    Entries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The entries from this position on, in order. */
    public List<EntryRow> from(Generation generation, long position, int atMost) {
        return jdbc.sql(
                        generation.sql(
                                "select position, sequence, bytes from {g}.entry where position >= ? order by position limit ?"))
                .param(position)
                .param(atMost)
                .query(ROW)
                .list();
    }

    /**
     * The entries at these positions, in order.
     *
     * @throws IllegalStateException when one of them is not there
     */
    public List<EntryRow> at(Generation generation, long[] positions) {
        List<EntryRow> rows = jdbc.sql(generation.sql("select position, sequence, bytes from {g}.entry"
                        + " where position = any(?) order by position"))
                .param(Arrays.stream(positions).boxed().toArray(Long[]::new))
                .query(ROW)
                .list();
        if (rows.size() != positions.length) {
            throw new IllegalStateException(
                    (positions.length - rows.size()) + " of " + positions.length + " entries are missing");
        }
        return rows;
    }

    /** A stream's entries after this position and up to that one, in order, one by one. */
    public void ofStream(Generation generation, String stream, long after, long upTo, Consumer<EntryRow> each) {
        long from = after;
        List<EntryRow> rows;
        do {
            rows = ofStream(generation, stream, from, upTo, AT_A_TIME);
            rows.forEach(each);
            from = rows.isEmpty() ? from : rows.getLast().position();
        } while (rows.size() == AT_A_TIME);
    }

    /** The entries of some streams, up to the last readable one of each: stream by stream, each in order. */
    public void ofStreams(Generation generation, Collection<String> streams, BiConsumer<String, EntryRow> each) {
        jdbc.sql(generation.sql("select e.stream, e.position, e.sequence, e.bytes from unnest(?) s(stream)"
                        + " cross join lateral (select position from {g}.entry where stream = s.stream"
                        + " and sequence is not null order by position desc limit 1) last"
                        + " join {g}.entry e on e.stream = s.stream and e.position <= last.position"
                        + " order by e.stream, e.position"))
                .param(streams.toArray(String[]::new))
                .query((RowCallbackHandler)
                        row -> each.accept(row.getString("stream"), requireNonNull(ROW.mapRow(row, 0))));
    }

    /** A stream's first entries after this position and up to that one, in order. */
    public List<EntryRow> ofStream(Generation generation, String stream, long after, long upTo, int atMost) {
        return jdbc.sql(generation.sql("select position, sequence, bytes from {g}.entry"
                        + " where stream = ? and position > ? and position <= ? order by position limit ?"))
                .param(stream)
                .param(after)
                .param(upTo)
                .param(atMost)
                .query(ROW)
                .list();
    }

    /** How many entries a stream has up to this position. */
    public long count(Generation generation, String stream, long upTo) {
        return jdbc.sql(generation.sql("select count(*) from {g}.entry where stream = ? and position <= ?"))
                .param(stream)
                .param(upTo)
                .query(Long.class)
                .single();
    }

    /** A stream's entries of a type up to this position, the newest first, one by one, for as long as more are wanted. */
    public void backwards(Generation generation, String stream, String type, long upTo, Predicate<EntryRow> wantsMore) {
        long below = upTo;
        List<EntryRow> rows;
        do {
            rows = jdbc.sql(generation.sql("select position, sequence, bytes from {g}.entry where stream = ?"
                            + " and position <= ? and type = ? order by position desc limit ?"))
                    .param(stream)
                    .param(below)
                    .param(type)
                    .param(AT_A_TIME)
                    .query(ROW)
                    .list();
            for (EntryRow row : rows) {
                if (!wantsMore.test(row)) {
                    return;
                }
                below = row.position() - 1;
            }
        } while (rows.size() == AT_A_TIME);
    }

    /**
     * A page of a stream.
     *
     * @param entries in order
     * @param next the sequence to go on after; null on the last page
     */
    public record Page(List<EntryRow> entries, @Nullable Long next) {}

    /** The readable entries after a sequence, at most so many, and the unreadable ones among and behind them. */
    public Page page(Generation generation, String stream, long afterSequence, int atMost) {
        return page(generation, stream, afterSequence, Long.MAX_VALUE - 1, atMost);
    }

    /** The same of those up to a position. */
    public Page page(Generation generation, String stream, long afterSequence, long upTo, int atMost) {
        long after = lastUpTo(generation, stream, afterSequence);
        long beyond = firstBeyond(generation, stream, after, atMost);
        long end = beyond > upTo ? upTo + 1 : beyond;
        List<EntryRow> rows = jdbc.sql(generation.sql("select position, sequence, bytes from {g}.entry"
                        + " where stream = ? and position > ? and position < ? order by position"))
                .param(stream)
                .param(after)
                .param(end)
                .query(ROW)
                .list();
        Long last = beyond > upTo
                ? null
                : rows.stream()
                        .map(EntryRow::sequence)
                        .filter(Objects::nonNull)
                        .reduce((earlier, later) -> later)
                        .orElse(null);
        return new Page(rows, last);
    }

    private long lastUpTo(Generation generation, String stream, long sequence) {
        return jdbc.sql(generation.sql("select position from {g}.entry where stream = ? and sequence <= ?"
                        + " order by position desc limit 1"))
                .param(stream)
                .param(sequence)
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    private long firstBeyond(Generation generation, String stream, long after, int atMost) {
        return jdbc.sql(generation.sql("select position from {g}.entry where stream = ? and position > ?"
                        + " and sequence is not null order by position offset ? limit 1"))
                .param(stream)
                .param(after)
                .param(atMost)
                .query(Long.class)
                .optional()
                .orElse(Long.MAX_VALUE);
    }

    /** The last readable entry of a stream at or below a position; empty where there is none. */
    public OptionalLong lastAt(Generation generation, String stream, long position) {
        return last(jdbc.sql(generation.sql("select position from {g}.entry where stream = ? and sequence is not null"
                        + " and position <= ? order by position desc limit 1"))
                .param(stream)
                .param(position));
    }

    /** The last readable entry of a stream that was recorded by then; empty where there is none. */
    public OptionalLong lastAt(Generation generation, String stream, Instant recorded) {
        return last(jdbc.sql(generation.sql("select position from {g}.entry where stream = ? and sequence is not null"
                        + " and time <= ? order by position desc limit 1"))
                .param(stream)
                .param(Timestamp.from(recorded.truncatedTo(ChronoUnit.MICROS))));
    }

    /**
     * The last entry of the whole ledger that was recorded by then, below a position; -1 where there is none. Recorded times
     * never go back, so that a few look-ups by position find it.
     */
    public long lastBy(Generation generation, long below, Instant recorded) {
        Instant by = recorded.truncatedTo(ChronoUnit.MICROS);
        long last = -1;
        long beyond = below;
        while (last + 1 < beyond) {
            long middle = last + (beyond - last) / 2;
            Optional<Timed> next = firstTimed(generation, middle, beyond);
            if (next.isPresent() && !next.get().time().isAfter(by)) {
                last = next.get().position();
            } else {
                beyond = middle;
            }
        }
        return last;
    }

    /** When the entry at a position, or the last before it that could be read, was recorded; the epoch where none could. */
    public Instant timeAt(Generation generation, long position) {
        return jdbc.sql(generation.sql("select position, sequence, bytes from {g}.entry where position <= ?"
                        + " and time is not null order by position desc limit 1"))
                .param(position)
                .query(ROW)
                .optional()
                .map(row -> ReadEntry.of(row.bytes()).envelope())
                .map(Envelope::time)
                .orElse(Instant.EPOCH);
    }

    private record Timed(long position, Instant time) {}

    /** Entries that could not be read have no time. */
    private Optional<Timed> firstTimed(Generation generation, long from, long below) {
        return jdbc.sql(generation.sql("select position, time from {g}.entry where position >= ? and position < ?"
                        + " and time is not null order by position limit 1"))
                .param(from)
                .param(below)
                .query((row, n) -> new Timed(
                        row.getLong("position"), row.getTimestamp("time").toInstant()))
                .optional();
    }

    private static OptionalLong last(JdbcClient.StatementSpec query) {
        return query.query(Long.class).optional().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Whether anything is known of a stream. */
    public boolean hasStream(Generation generation, String stream) {
        return Boolean.TRUE.equals(jdbc.sql(generation.sql("select exists (select from {g}.entry where stream = ?)"))
                .param(stream)
                .query(Boolean.class)
                .single());
    }
}
