package dev.releaseledger.command.flag.serve;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagSplitSet;
import java.util.Map;
import java.util.UUID;

/** Say how those whom the rollout reached are divided over the variants. */
public record SetSplit(UUID flagId, Map<String, Integer> weights) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagSplitSet(weights);
    }
}
