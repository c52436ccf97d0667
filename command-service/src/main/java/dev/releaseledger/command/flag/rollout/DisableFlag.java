package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serve the off variant to everybody, at once. Of a flag that is disabled it says nothing new, whoever asks. */
public record DisableFlag(
        UUID flagId,
        String reason,
        @Nullable UUID releaseId,
        @Nullable UUID rollbackId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagDisabled(reason, releaseId, rollbackId);
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        return flag.archive() == null && flag.standing() instanceof Flag.Standing.Disabled;
    }
}
