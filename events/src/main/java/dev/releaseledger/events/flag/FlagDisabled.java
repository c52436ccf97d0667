package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The flag serves its off variant to everybody, at once.
 *
 * @param reason why
 * @param releaseId the release that it hurts; null where it is none
 * @param rollbackId the rollback of that release that disables it; null where none does
 */
@EventName("flag.disabled.v1")
public record FlagDisabled(
        String reason, @Nullable UUID releaseId, @Nullable UUID rollbackId) implements FlagEvent {}
