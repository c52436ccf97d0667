package dev.releaseledger.command.flag.serve;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.TargetingRule;
import java.util.List;
import java.util.UUID;

/** Say whom a flag serves what, whatever its rollout has reached. */
public record SetTargeting(UUID flagId, List<TargetingRule> rules) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagTargetingSet(rules);
    }
}
