package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentReopened;
import dev.releaseledger.events.incident.IncidentState;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/**
 * Whenever there is something to be done, its last day is watched; when an incident is reopened, those of all that is still to be
 * done. What was backfilled is over.
 */
@Component
public final class WhenActionItemIsAddedThenWatchItsDueDay implements Automation {
    private final StreamStates<IncidentState> incidents;
    private final Deadlines deadlines;

    WhenActionItemIsAddedThenWatchItsDueDay(StreamStates<IncidentState> incidents, Deadlines deadlines) {
        this.incidents = incidents;
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return "when-action-item-is-added-then-watch-its-due-day";
    }

    @EventHandler
    void on(
            ActionItemAdded event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (!by.isBackfill()) {
            watch(event, message);
        }
    }

    @EventHandler
    void on(
            IncidentReopened event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (by.isBackfill()) {
            return;
        }
        incidents.forget(message.getAggregateIdentifier());
        if (incidents.of(message.getAggregateIdentifier()).state() instanceof Incident incident) {
            incident.actionItems().values().stream()
                    .filter(item -> item.progress() instanceof Incident.ActionItem.Progress.Open)
                    .forEach(item -> watch(item.item(), message));
        }
    }

    private void watch(ActionItemAdded item, DomainEventMessage<?> message) {
        deadlines.set(
                WhenLastDayPasses.NAME,
                WhenLastDayPasses.due(
                        message.getAggregateIdentifier(), item.actionItemId(), item.due(), message.getIdentifier()),
                Incident.ActionItem.overdueAt(item.due()));
    }
}
