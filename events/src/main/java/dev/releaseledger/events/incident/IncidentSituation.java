package dev.releaseledger.events.incident;

import dev.releaseledger.events.policy.IncidentPolicy;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of incidents judge on.
 *
 * @param state what the incident's history means
 * @param policy what the product's policy says of incidents, in the version that the incident pins
 * @param ledgerSize how many entries the ledger has: what positions can point at
 * @param around what is known beside the incident's own stream
 */
public record IncidentSituation(IncidentState state, IncidentPolicy policy, long ledgerSize, Around around) {
    /** The same where nothing beside the incident matters. */
    public IncidentSituation(IncidentState state, IncidentPolicy policy, long ledgerSize) {
        this(state, policy, ledgerSize, Around.NOTHING);
    }

    /**
     * What is known beside the incident's own stream.
     *
     * @param incidentId the incident; null where it does not matter
     * @param nowhere of what is linked, what the ledger does not have
     * @param held what another incident is known to hold of what is linked; null where nothing is
     */
    public record Around(
            @Nullable UUID incidentId,
            Set<IncidentLink> nowhere,
            @Nullable HeldClaim held) {
        /** Nothing is known. */
        public static final Around NOTHING = new Around(null, Set.of(), null);

        public Around {
            nowhere = Set.copyOf(nowhere);
        }
    }

    /** The incident; empty before it is opened. */
    Optional<Incident> incident() {
        return state instanceof Incident incident ? Optional.of(incident) : Optional.empty();
    }
}
