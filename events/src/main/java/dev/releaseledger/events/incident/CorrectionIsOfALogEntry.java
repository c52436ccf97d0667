package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;
import java.util.UUID;

/** A correction points at an earlier log entry of the same incident. */
public final class CorrectionIsOfALogEntry implements StreamRule<IncidentSituation, LogEntryWritten> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends LogEntryWritten> proposal) {
        UUID corrects = proposal.event().corrects();
        if (corrects == null) {
            return Optional.empty();
        }
        return proposal.state()
                .incident()
                .filter(incident -> !incident.log().containsKey(corrects))
                .flatMap(incident -> conflict("the incident has no log entry " + corrects));
    }
}
