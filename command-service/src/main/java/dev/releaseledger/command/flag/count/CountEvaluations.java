package dev.releaseledger.command.flag.count;

import dev.releaseledger.command.flag.FlagCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** Say how often a flag was evaluated on a day. Said by who serves it alone; of a day that is counted it says nothing new. */
public record CountEvaluations(UUID flagId, LocalDate day, Map<String, Long> counts, long total)
        implements FlagCommand {
    public CountEvaluations {
        counts = Map.copyOf(counts);
    }

    @Override
    public FlagEvent proposes(Flag flag) {
        return new FlagEvaluationsCounted(day, counts, total);
    }

    @Override
    public boolean isAlreadySo(Flag flag, Attribution by) {
        return flag.lastCounted() != null && !day.isAfter(flag.lastCounted());
    }
}
