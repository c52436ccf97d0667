package dev.releaseledger.events.incident;

import dev.releaseledger.events.policy.IncidentPolicy;
import java.util.Optional;

/**
 * What the rules of incidents judge on.
 *
 * @param state what the incident's history means
 * @param policy what the product's policy says of incidents, in the version that the incident pins
 * @param ledgerSize how many entries the ledger has: what positions can point at
 */
public record IncidentSituation(IncidentState state, IncidentPolicy policy, long ledgerSize) {
    /** The incident; empty before it is opened. */
    Optional<Incident> incident() {
        return state instanceof Incident incident ? Optional.of(incident) : Optional.empty();
    }
}
