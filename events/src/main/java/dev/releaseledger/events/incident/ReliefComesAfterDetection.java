package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.util.Optional;

/**
 * An incident is mitigated and resolved after it was noticed, or after it was reopened the last time, and resolved no earlier
 * than it was mitigated.
 */
public final class ReliefComesAfterDetection implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return proposal.state().incident().flatMap(incident -> {
            Instant reopened = incident.milestones().reopenedAt();
            Instant began = reopened == null ? incident.opening().event().detectedAt() : reopened;
            String how = reopened == null ? "noticed" : "reopened";
            Instant mitigated = incident.milestones().mitigatedAt();
            if (proposal.event() instanceof IncidentMitigated event) {
                return notBefore(event.at(), began, how);
            }
            if (proposal.event() instanceof IncidentResolved event) {
                return mitigated == null
                        ? notBefore(event.at(), began, how)
                        : notBefore(event.at(), mitigated, "mitigated");
            }
            return Optional.empty();
        });
    }

    private Optional<Violation> notBefore(Instant at, Instant earliest, String what) {
        return at.isBefore(earliest)
                ? unprocessable("it would have been at " + at + ", before it was " + what + " at " + earliest)
                : Optional.empty();
    }
}
