package dev.releaseledger.query.freeze;

import dev.releaseledger.events.freeze.Freeze;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A freeze. People are directory ids.
 *
 * @param until up to and without this; null until it is lifted
 * @param standing how it stands at the time of the answer
 * @param lifted who lifted it, when and why; null where nobody did
 */
record FreezeView(
        UUID id,
        String product,
        Instant from,
        @Nullable Instant until,
        String reason,
        Set<String> environments,
        UUID declaredBy,
        Instant declaredAt,
        Standing standing,
        Freeze.@Nullable Lifted lifted) {

    /** Whether a freeze holds. */
    enum Standing {
        UPCOMING,
        STANDING,
        OVER
    }

    static FreezeView of(String product, Freeze freeze, Instant now) {
        return new FreezeView(
                freeze.freezeId(),
                product,
                freeze.from(),
                freeze.until(),
                freeze.reason(),
                freeze.environments(),
                freeze.declaredBy(),
                freeze.declaredAt(),
                freeze.isOver(now)
                        ? Standing.OVER
                        : now.isBefore(freeze.from()) ? Standing.UPCOMING : Standing.STANDING,
                freeze.lifted());
    }
}
