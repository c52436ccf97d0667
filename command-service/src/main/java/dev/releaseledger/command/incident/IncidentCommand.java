package dev.releaseledger.command.incident;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants to happen to one incident: a command says which events it comes to, and the rules judge those. */
public interface IncidentCommand extends dev.releaseledger.command.desk.Command {

    /** The incident that it is about. */
    UUID incidentId();

    @Override
    default String stream() {
        return IncidentEvent.stream(incidentId());
    }

    /** The events that it comes to in this state, one following on another. Pure. */
    List<IncidentEvent> proposes(Incident incident, Attribution by);

    /** Whether it is so already by the same person's word, so that it says nothing new. Pure. */
    default boolean isAlreadySo(Incident incident, Attribution by) {
        return false;
    }

    /** What it links the incident to: that has to be in the ledger. */
    default List<IncidentLink> links() {
        return List.of();
    }

    /** The positions that it points at. */
    default List<Long> positions() {
        return List.of();
    }

    /**
     * The claim on what it follows from, where it is said by itself: what follows from that was said before where somebody has
     * the claim. Null for what a person says.
     */
    default @Nullable String cause() {
        return null;
    }
}
