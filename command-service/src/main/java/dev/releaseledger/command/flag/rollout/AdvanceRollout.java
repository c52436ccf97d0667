package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutAdvanced;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Open a flag to more users. */
public record AdvanceRollout(
        UUID flagId,
        @Nullable String phase,
        int basisPoints,
        @Nullable String overrideReason) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new RolloutAdvanced(phase, basisPoints, overrideReason);
    }
}
