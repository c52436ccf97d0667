package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** An id stands for one log entry. */
public final class LogEntryIsNew implements StreamRule<IncidentSituation, LogEntryWritten> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends LogEntryWritten> proposal) {
        return proposal.state()
                .incident()
                .filter(incident -> incident.log().containsKey(proposal.event().logEntryId()))
                .flatMap(incident -> conflict("log entry " + proposal.event().logEntryId() + " was written already"));
    }
}
