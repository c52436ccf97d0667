package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutReduced;
import java.util.UUID;

/** Open a flag to fewer users. */
public record ReduceRollout(UUID flagId, int basisPoints, String reason) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new RolloutReduced(basisPoints, reason);
    }
}
