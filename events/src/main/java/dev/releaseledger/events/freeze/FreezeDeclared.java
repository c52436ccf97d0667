package dev.releaseledger.events.freeze;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For a time, the product is not deployed.
 *
 * @param freezeId the freeze, new
 * @param from from when on
 * @param until up to and without this; null until it is lifted
 * @param reason why
 * @param environments the environments that are not deployed to
 */
@EventName("freeze.declared.v1")
public record FreezeDeclared(
        UUID freezeId, Instant from, @Nullable Instant until, String reason, Set<String> environments)
        implements FreezeEvent {
    public FreezeDeclared {
        // In the order of names: the same event is always the same bytes.
        environments = Collections.unmodifiableSet(new TreeSet<>(environments));
    }
}
