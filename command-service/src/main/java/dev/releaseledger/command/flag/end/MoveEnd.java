package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagEvent;
import java.time.LocalDate;
import java.util.UUID;

/** Say until which other day a flag is needed. */
public record MoveEnd(UUID flagId, LocalDate ends, String reason) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagEndMoved(ends, reason);
    }
}
