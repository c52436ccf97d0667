package dev.releaseledger.command.audit;

import dev.releaseledger.events.audit.Access;
import dev.releaseledger.events.audit.AccessOutcome;
import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.audit.Opening;
import dev.releaseledger.events.audit.Reading;
import dev.releaseledger.events.audit.UnopenedRecords;
import dev.releaseledger.events.envelope.EntryJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries of records in the order of their offsets: equal readings are counted together, and an entry ends where another
 * one might not fit.
 */
final class AccessEntries {
    /** Far enough below an entry's limit for its attributes. */
    private static final int FULL = 48 * 1024;

    private final String topicId;
    private final ReaderIds readers;
    private final List<EvidenceRead> ended = new ArrayList<>();
    private final Map<Same, Reading> readings = new LinkedHashMap<>();
    private final Map<UnopenedRecords.Why, UnopenedRecords> unopened = new LinkedHashMap<>();
    private long from;
    private long next;
    private int bytes;

    /** Whose token a subject is in. */
    interface ReaderIds {
        /** The directory id of who made an access. */
        UUID of(String subject, Access access);
    }

    private record Same(UUID reader, List<String> roles, String what, String how, AccessOutcome outcome) {}

    AccessEntries(String topicId, long from, ReaderIds readers) {
        this.topicId = topicId;
        this.readers = readers;
        this.from = from;
        this.next = from;
    }

    /** Takes a record. */
    void add(long offset, Opening opening) {
        switch (opening) {
            case Opening.Opened opened -> add(offset, opened);
            case Opening.Unopened shut -> count(offset, shut.why());
        }
        next = offset + 1;
    }

    private void add(long offset, Opening.Opened opened) {
        // Nobody who may tell the topic something names a reader so.
        if (opened.subject().isBlank() || opened.subject().chars().anyMatch(Character::isISOControl)) {
            count(offset, UnopenedRecords.Why.MALFORMED);
            return;
        }
        Access access = opened.access();
        Reading one = new Reading(
                readers.of(opened.subject(), access),
                access.roles(),
                access.what(),
                access.how(),
                access.outcome(),
                access.at(),
                access.at(),
                1,
                access.traceparent());
        Same same = new Same(one.reader(), one.roles(), one.what(), one.how(), one.outcome());
        Reading known = readings.get(same);
        if (known == null) {
            int size = EntryJson.mapper().writeValueAsBytes(one).length;
            if (size > FULL) {
                count(offset, UnopenedRecords.Why.MALFORMED);
                return;
            }
            if (bytes + size > FULL) {
                end(offset);
            }
            bytes += size + 20;
        }
        readings.merge(same, one, AccessEntries::together);
    }

    private static Reading together(Reading known, Reading other) {
        return new Reading(
                known.reader(),
                known.roles(),
                known.what(),
                known.how(),
                known.outcome(),
                known.first().isBefore(other.first()) ? known.first() : other.first(),
                known.last().isAfter(other.last()) ? known.last() : other.last(),
                known.count() + other.count(),
                traceOf(known, other));
    }

    private static @Nullable String traceOf(Reading known, Reading other) {
        return known.traceparent() == null ? other.traceparent() : known.traceparent();
    }

    private void count(long offset, UnopenedRecords.Why why) {
        unopened.merge(
                why,
                new UnopenedRecords(why, 1, offset, offset),
                (known, one) -> new UnopenedRecords(why, known.count() + 1, known.firstOffset(), offset));
    }

    private void end(long offset) {
        ended.add(new EvidenceRead(
                topicId, from, offset, List.copyOf(readings.values()), List.copyOf(unopened.values())));
        readings.clear();
        unopened.clear();
        bytes = 0;
        from = offset;
    }

    /** The entries of all that was taken; none where nothing was. */
    List<EvidenceRead> all() {
        if (next > from) {
            end(next);
        }
        return List.copyOf(ended);
    }
}
