package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEvent;
import java.util.UUID;

/** Serve again what targeting and rollout say. */
public record EnableFlag(UUID flagId, String reason) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagEnabled(reason);
    }
}
