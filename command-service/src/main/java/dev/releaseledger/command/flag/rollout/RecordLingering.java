package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutLingered;
import java.time.Instant;
import java.util.UUID;

/**
 * A flag is open to everybody for too long. Said by passing time alone; of one that is not open to everybody any more, or is out
 * of the code, it says nothing.
 *
 * @param since since when it is open to everybody
 */
public record RecordLingering(UUID flagId, Instant since) implements FlagCommand {
    @Override
    public FlagEvent proposes(Flag flag) {
        return new RolloutLingered();
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        Flag.Lingering lingering = flag.lingering();
        return lingering == null
                || !lingering.since().equals(since)
                || lingering.saidAt() != null
                || flag.cleanUp() != null
                || flag.archive() != null;
    }
}
