package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagOutlived;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The last day that a flag was needed is over. Said by passing time alone; of one that is archived, or needed until another day,
 * it says nothing.
 *
 * @param ends the last day that is meant
 */
public record RecordOutlived(UUID flagId, LocalDate ends) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagOutlived();
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        Flag.End end = flag.end();
        return flag.archive() != null || end == null || !end.day().equals(ends) || end.outlivedAt() != null;
    }
}
