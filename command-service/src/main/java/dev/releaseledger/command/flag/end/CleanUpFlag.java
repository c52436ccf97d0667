package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say that a flag is out of the code. */
public record CleanUpFlag(
        UUID flagId, String change, @Nullable UUID releaseId) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagCleanedUp(change, releaseId);
    }
}
