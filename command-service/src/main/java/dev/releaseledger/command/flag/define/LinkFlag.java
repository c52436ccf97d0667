package dev.releaseledger.command.flag.define;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import java.util.UUID;

/** Say that a flag opens something that a release brings. */
public record LinkFlag(UUID flagId, UUID releaseId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagLinked(releaseId);
    }
}
