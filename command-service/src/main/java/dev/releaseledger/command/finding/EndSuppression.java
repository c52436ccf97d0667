package dev.releaseledger.command.finding;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.finding.Suppression;
import dev.releaseledger.events.finding.SuppressionEnded;
import java.time.Instant;
import java.util.UUID;

/** The time of a suppression is over. Said by passing time alone; of one that was withdrawn before it says nothing. */
public record EndSuppression(String product, UUID suppressionId, Instant until) implements FindingCommand {
    @Override
    public FindingEvent proposes(Attribution by) {
        return new SuppressionEnded(suppressionId, until);
    }

    @Override
    public boolean isAlreadySo(FindingState state, Attribution by) {
        Suppression known = state.suppressions().get(suppressionId);
        return known == null || !known.holds();
    }
}
