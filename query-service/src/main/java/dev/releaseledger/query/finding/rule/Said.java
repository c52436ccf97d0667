package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What was said of a release or a flag.
 *
 * @param position the entry's position
 * @param at when it happened: the claimed time of backfilled history, otherwise the recorded time
 * @param by who said it
 * @param as the roles that they held for the product then
 * @param backfilled whether it was recorded after the fact
 */
public record Said<E extends Event>(E event, long position, Instant at, UUID by, Set<Role> as, boolean backfilled) {

    static <E extends Event> Said<E> of(E event, Envelope envelope) {
        Attribution by = envelope.attribution();
        Instant at = by.occurredAt() == null ? envelope.time() : by.occurredAt();
        return new Said<>(event, envelope.position(), at, by.actor(), by.roles(), by.isBackfill());
    }

    /** Where it stands. */
    public Place place() {
        return new Place(position, at);
    }

    /** Whether it was said after this entry. */
    boolean isAfter(Said<?> other) {
        return position > other.position;
    }
}
