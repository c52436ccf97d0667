package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutResumed;
import java.util.UUID;

/** Let a flag be opened further again. */
public record ResumeRollout(UUID flagId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new RolloutResumed();
    }
}
