package dev.releaseledger.query.timeline;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a story, with what it says.
 *
 * @param row where it belongs
 * @param flag the key of the flag that it is about; null where it is about none, or the flag's definition is not understood
 * @param causedBy the position of the entry that it follows from; null where it does not say, or timelines do not tell of that
 */
record Line(
        StoryRow row,
        Envelope envelope,
        Event event,
        @Nullable String flag,
        @Nullable Long causedBy) {
    /** As stories are told: by when it happened; what happened at once as it was recorded. */
    static final Comparator<Line> ORDER = Comparator.comparing(Line::at).thenComparing(Line::position);

    long position() {
        return row.position();
    }

    Instant at() {
        return row.at();
    }

    Lane lane() {
        return row.lane();
    }

    @Nullable
    UUID deploymentId() {
        return row.about().deploymentId();
    }

    @Nullable
    UUID releaseId() {
        return row.about().releaseId();
    }

    @Nullable
    UUID flagId() {
        return row.about().flagId();
    }

    /** What it says. */
    String words() {
        return flag == null ? Words.of(event) : Words.ofFlag(flag, event);
    }

    @Nullable
    UUID rollbackId() {
        return row.about().rollbackId();
    }
}
