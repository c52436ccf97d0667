package dev.releaseledger.query.incident;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentRules;
import dev.releaseledger.events.incident.IncidentSituation;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is to be done before an incident can be closed: what a refusal of its closing would say.
 *
 * @param rule the rule that would refuse it
 * @param reason what it found, and what would be right
 */
record Obligation(String rule, String reason) {

    /** Every obligation that is open; none of an incident that has ended. */
    static List<Obligation> of(IncidentStream stream, Incident incident, ReleasePolicy policy, Instant at) {
        return switch (incident.standing()) {
            case Incident.Standing.Closed closed -> List.of();
            case Incident.Standing.Merged merged -> List.of();
            case Incident.Standing.Open open -> judged(stream, incident, policy, at);
            case Incident.Standing.Acknowledged acknowledged -> judged(stream, incident, policy, at);
            case Incident.Standing.Mitigated mitigated -> judged(stream, incident, policy, at);
            case Incident.Standing.Resolved resolved -> judged(stream, incident, policy, at);
        };
    }

    /** By somebody who may close it: who asks is no obligation. */
    private static List<Obligation> judged(IncidentStream stream, Incident incident, ReleasePolicy policy, Instant at) {
        Attribution somebody = new Attribution(
                incident.opening().by(), Set.copyOf(RoleTable.standard().rolesWith(Right.RUN_INCIDENT)), at, null);
        return IncidentRules.judge(
                        new IncidentSituation(incident, policy.incidents(), stream.position() + 1),
                        new IncidentClosed(null),
                        somebody)
                .stream()
                .map(violation -> new Obligation(violation.rule(), violation.reason()))
                .toList();
    }
}
