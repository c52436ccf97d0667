package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutPaused;
import java.util.UUID;

/** Open a flag no further for now. */
public record PauseRollout(UUID flagId, String reason) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new RolloutPaused(reason);
    }
}
