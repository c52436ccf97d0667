package dev.releaseledger.command.finding;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.finding.Suppression;
import dev.releaseledger.events.finding.SuppressionWithdrawn;
import java.util.UUID;

/** Let a finding count again before its suppression ends. */
public record WithdrawSuppression(String product, UUID suppressionId, String reason) implements FindingCommand {
    @Override
    public FindingEvent proposes(Attribution by) {
        return new SuppressionWithdrawn(suppressionId, reason);
    }

    @Override
    public boolean isAlreadySo(FindingState state, Attribution by) {
        Suppression known = state.suppressions().get(suppressionId);
        return known != null
                && known.standing() instanceof Suppression.Standing.Withdrawn withdrawn
                && withdrawn.reason().equals(reason);
    }
}
