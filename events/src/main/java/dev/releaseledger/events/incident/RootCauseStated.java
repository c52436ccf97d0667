package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;

/**
 * What caused it. A later statement takes the place of an earlier one.
 *
 * @param statement the cause, as Markdown
 * @param category what kind of thing it is
 * @param factors what contributed
 * @param positions the entries of the ledger that it points at, by their positions
 */
@EventName("incident.root-cause-stated.v1")
public record RootCauseStated(String statement, CauseCategory category, List<String> factors, List<Long> positions)
        implements IncidentEvent {
    public RootCauseStated {
        factors = List.copyOf(factors);
        positions = List.copyOf(positions);
    }
}
