package dev.releaseledger.command.finding;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingState;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.finding.Suppression;
import java.time.Instant;
import java.util.UUID;

/** Say why a finding does not count for a while. */
public record SuppressFinding(
        String product, UUID suppressionId, String rule, String subject, String key, String reason, Instant until)
        implements FindingCommand {
    @Override
    public FindingEvent proposes(Attribution by) {
        return new FindingSuppressed(suppressionId, rule, subject, key, reason, until);
    }

    @Override
    public boolean isAlreadySo(FindingState state, Attribution by) {
        Suppression known = state.suppressions().get(suppressionId);
        return known != null
                && known.holds()
                && known.rule().equals(rule)
                && known.subject().equals(subject)
                && known.key().equals(key)
                && known.reason().equals(reason)
                && known.until().equals(until);
    }
}
