package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.incident.IncidentCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say what is to be done so that it does not happen again, by whom and by when. */
public record AddActionItem(
        UUID incidentId,
        UUID actionItemId,
        String title,
        UUID owner,
        LocalDate due,
        @Nullable Instant occurredAt) implements IncidentCommand {
    @Override
    public List<IncidentEvent> proposes(Incident incident, Attribution by) {
        return List.of(item());
    }

    @Override
    public boolean isAlreadySo(Incident incident, Attribution by) {
        return incident.actionItems().get(actionItemId) instanceof Incident.ActionItem known
                && known.by().equals(by.actor())
                && known.item().equals(item());
    }

    private ActionItemAdded item() {
        return new ActionItemAdded(actionItemId, title, owner, due);
    }
}
