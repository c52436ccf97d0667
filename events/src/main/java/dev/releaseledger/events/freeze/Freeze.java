package dev.releaseledger.events.freeze;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a product is not deployed.
 *
 * @param freezeId its id
 * @param from from when on
 * @param until up to and without this; null until it is lifted
 * @param reason why
 * @param environments the environments that are not deployed to
 * @param declaredBy the directory id of who declared it
 * @param declaredAt when
 * @param lifted how it was lifted; null where it was not
 */
public record Freeze(
        UUID freezeId,
        Instant from,
        @Nullable Instant until,
        String reason,
        Set<String> environments,
        UUID declaredBy,
        Instant declaredAt,
        @Nullable Lifted lifted) {

    /** Who lifted it, when and why. */
    public record Lifted(UUID by, Instant at, String reason) {}

    /**
     * Whether it holds for this environment at this time. One that holds from its declaration on does so for everybody who
     * knows of it, also where they asked before, or by a clock that is behind.
     */
    public boolean stands(Instant at, String environment) {
        boolean begun = !at.isBefore(from) || !from.isAfter(declaredAt);
        return environments.contains(environment) && begun && !isOver(at);
    }

    /** Whether it no longer holds at this time, and will not again. */
    public boolean isOver(Instant at) {
        return (until != null && !at.isBefore(until)) || (lifted != null && !at.isBefore(lifted.at()));
    }

    Freeze lifted(Lifted how) {
        return new Freeze(freezeId, from, until, reason, environments, declaredBy, declaredAt, how);
    }
}
