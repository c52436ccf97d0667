package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What was said of a release.
 *
 * @param position the entry's position
 * @param at when it happened: the claimed time of backfilled history, otherwise the recorded time
 * @param by who said it
 * @param as the roles that they held for the product then
 * @param backfilled whether it was recorded after the fact
 */
public record Said<E extends ReleaseEvent>(
        E event, long position, Instant at, UUID by, Set<Role> as, boolean backfilled) {

    /** Where it stands. */
    public Place place() {
        return new Place(position, at);
    }

    /** Whether it was said after this entry. */
    boolean isAfter(Said<?> other) {
        return position > other.position;
    }
}
