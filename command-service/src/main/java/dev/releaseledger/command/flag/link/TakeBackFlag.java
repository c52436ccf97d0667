package dev.releaseledger.command.flag.link;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEvent;
import java.util.UUID;

/**
 * A rollback takes back what this flag opens. Of one that is disabled already it says nothing new. One that was archived while it
 * was enabled goes on serving what it served, and is not disabled any more: that is refused.
 */
public record TakeBackFlag(UUID flagId, String reason, UUID releaseId, UUID rollbackId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagDisabled(reason, releaseId, rollbackId);
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        return flag.standing() instanceof Flag.Standing.Disabled;
    }
}
