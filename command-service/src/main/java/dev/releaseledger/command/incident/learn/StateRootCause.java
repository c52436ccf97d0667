package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.RootCauseStated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say what caused an incident. */
public record StateRootCause(
        UUID incidentId,
        String statement,
        CauseCategory category,
        List<String> factors,
        List<Long> positions,
        @Nullable Instant occurredAt)
        implements IncidentCommand {
    public StateRootCause {
        factors = List.copyOf(factors);
        positions = List.copyOf(positions);
    }

    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(new RootCauseStated(statement, category, factors, positions));
    }
}
