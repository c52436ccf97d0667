package dev.releaseledger.command.flag.link;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import java.util.UUID;

/** A release was deployed dark, and this flag opens it. Of one that is linked to it already, or archived, it says nothing new. */
public record LinkOpeningFlag(UUID flagId, UUID releaseId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagLinked(releaseId);
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        return flag.releases().contains(releaseId) || flag.archive() != null;
    }
}
