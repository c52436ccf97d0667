package dev.releaseledger.query.entry;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.NotUnderstood;
import dev.releaseledger.events.release.HistoryBroken;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An entry's bytes, read as far as this version of the service can. Whatever it is, it has its place in the ledger. */
public sealed interface ReadEntry {
    /** The longest stream name that can be looked up; ours are shorter: products and environments have names of limited length. */
    int LONGEST_STREAM = 512;

    /** PostgreSQL cannot index longer texts for certain; ours are far shorter. */
    int LONGEST_TEXT = 500;

    /** The first time that PostgreSQL and every client can hold. */
    Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The end of the times that PostgreSQL and every client can hold. */
    Instant NO_LONGER = Instant.parse("+10000-01-01T00:00:00Z");

    /** The entry's attributes; null where it cannot be read. */
    @Nullable
    Envelope envelope();

    /** Read and understood. */
    record Understood(Envelope envelope, Event event) implements ReadEntry {}

    /** The attributes are those of an entry; what it says is not known to this version. */
    record NotKnown(Envelope envelope, String reason) implements ReadEntry {}

    /** Not even an entry. */
    record Unreadable(String reason) implements ReadEntry {
        @Override
        public @Nullable Envelope envelope() {
            return null;
        }
    }

    /** Reads an entry; never fails. */
    static ReadEntry of(byte[] bytes) {
        Envelope envelope;
        try {
            envelope = EntryJson.read(bytes);
        } catch (NotUnderstood e) {
            return new Unreadable(reason(e));
        }
        String fault = fault(envelope);
        if (fault != null) {
            return new Unreadable(fault);
        }
        try {
            return new Understood(envelope, Events.read(envelope));
        } catch (NotUnderstood e) {
            return new NotKnown(envelope, reason(e));
        }
    }

    /**
     * What comes of an entry where events of one kind are folded.
     *
     * @param kind what is said of the streams that are folded
     * @param subjects what those streams tell of, in one word for many
     * @param understood what comes of an event; it may fail where the event cannot follow what came before
     * @param doubted what comes of any other entry, by the reason why it is not understood
     */
    default <E extends Event, T> T fold(
            Class<E> kind, String subjects, BiFunction<E, Envelope, T> understood, Function<String, T> doubted) {
        return switch (this) {
            case NotKnown notKnown -> doubted.apply(notKnown.reason());
            case Unreadable unreadable -> doubted.apply(unreadable.reason());
            case Understood(Envelope envelope, Event event) -> {
                if (!kind.isInstance(event)) {
                    yield doubted.apply(envelope.type() + " is not said of " + subjects);
                }
                try {
                    yield understood.apply(kind.cast(event), envelope);
                } catch (HistoryBroken | IllegalArgumentException e) {
                    yield doubted.apply(String.valueOf(e.getMessage()));
                }
            }
        };
    }

    /** The claimed time of backfilled history, otherwise the recorded time. */
    static Instant judgedAt(Envelope envelope) {
        Instant occurredAt = envelope.attribution().occurredAt();
        return occurredAt == null ? envelope.time() : occurredAt;
    }

    /** The same; null for an entry that cannot be read. */
    static @Nullable Instant judgedAt(ReadEntry read) {
        Envelope envelope = read.envelope();
        return envelope == null ? null : judgedAt(envelope);
    }

    /** What keeps attributes from being stored in columns: nothing that the ledger's own writer writes. */
    private static @Nullable String fault(Envelope envelope) {
        if (envelope.subject().length() > LONGEST_STREAM || envelope.type().length() > LONGEST_STREAM) {
            return "the subject or the type is longer than " + LONGEST_STREAM + " characters";
        }
        if (envelope.subject().indexOf('\0') >= 0 || envelope.type().indexOf('\0') >= 0) {
            return "the subject or the type holds a NUL character";
        }
        Instant occurredAt = envelope.attribution().occurredAt();
        if (outOfRange(envelope.time())
                || outOfRange(envelope.attribution().decidedAt())
                || (occurredAt != null && outOfRange(occurredAt))) {
            return "a time is outside of the years 1 to 9999";
        }
        return null;
    }

    private static boolean outOfRange(Instant time) {
        return !isStorable(time);
    }

    /** PostgreSQL's texts hold no NUL, and an index none that is too long. The view shows the whole text. */
    static String listable(String text) {
        String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return cut.replace('\0', '\ufffd');
    }

    /** Whether PostgreSQL and every client can hold a time. */
    static boolean isStorable(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(NO_LONGER);
    }

    /**
     * Times that an event tells of can be any; a column holds those of the years 1 to 9999, to the microsecond. A time outside
     * of them becomes the closest that it holds.
     */
    static Instant storable(Instant time) {
        Instant latest = NO_LONGER.minus(1, ChronoUnit.MICROS);
        Instant held = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(latest) ? latest : time;
        return held.truncatedTo(ChronoUnit.MICROS);
    }

    private static String reason(NotUnderstood e) {
        String message = String.valueOf(e.getMessage()).replace('\0', ' ');
        int line = message.indexOf('\n');
        String first = line < 0 ? message : message.substring(0, line);
        return first.length() > 300 ? first.substring(0, 300) : first;
    }
}
