package dev.releaseledger.command.freeze;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.freeze.Freeze;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeState;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Declare that a product is not deployed for a time.
 *
 * @param from from when on; null for from now on
 */
public record DeclareFreeze(
        String product,
        UUID freezeId,
        @Nullable Instant from,
        @Nullable Instant until,
        String reason,
        Set<String> environments)
        implements FreezeCommand {
    @Override
    public FreezeEvent proposes(Attribution by) {
        return new FreezeDeclared(freezeId, from == null ? by.judgedAt() : from, until, reason, environments);
    }

    @Override
    public boolean isAlreadySo(FreezeState state) {
        Freeze known = state.freezes().get(freezeId);
        return known != null
                && known.lifted() == null
                && (from == null || from.equals(known.from()))
                && Objects.equals(until, known.until())
                && reason.equals(known.reason())
                && environments.equals(known.environments());
    }
}
