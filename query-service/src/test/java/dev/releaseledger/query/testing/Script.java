package dev.releaseledger.query.testing;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A history as it is told, entry by entry: sealed as the command service seals them, and kept in memory. */
public final class Script {
    private final List<Said> said = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private Instant now;

    public Script(Instant begin) {
        this.now = begin;
    }

    /** An entry of it. */
    public record Said(long position, String stream, UUID eventId, byte[] bytes) {}

    public List<Said> said() {
        return List.copyOf(said);
    }

    /** The time of what is said next. */
    public Instant now() {
        return now;
    }

    public Script after(Duration passed) {
        now = now.plus(passed);
        return this;
    }

    public Script afterMinutes(long minutes) {
        return after(Duration.ofMinutes(minutes));
    }

    public Said say(String stream, Event event) {
        return say(stream, event, null, null);
    }

    /** Says what follows from another entry. */
    public Said because(Said cause, String stream, Event event) {
        return say(stream, event, cause, null);
    }

    /** Says what happened earlier. */
    public Said claim(Instant occurredAt, String stream, Event event) {
        return say(stream, event, null, occurredAt);
    }

    private Said say(String stream, Event event, @Nullable Said cause, @Nullable Instant occurredAt) {
        Attribution by = new Attribution(TestLedger.PLANNER, Set.of(Role.CI), now, occurredAt);
        UUID eventId = new UUID(0x7000, said.size());
        long sequence = sequences.merge(stream, 0L, (last, first) -> last + 1);
        byte[] bytes = EntryDraft.of(
                        eventId,
                        "/release-ledger/" + TestLedger.ORIGIN,
                        stream,
                        event,
                        by,
                        "test",
                        cause == null ? null : cause.eventId().toString(),
                        null)
                .seal(said.size(), sequence, now);
        Said entry = new Said(said.size(), stream, eventId, bytes);
        said.add(entry);
        return entry;
    }
}
