package dev.releaseledger.command.flag.define;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagUnlinked;
import java.util.UUID;

/** Say that a flag has nothing to do with a release after all. */
public record UnlinkFlag(UUID flagId, UUID releaseId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagUnlinked(releaseId);
    }
}
