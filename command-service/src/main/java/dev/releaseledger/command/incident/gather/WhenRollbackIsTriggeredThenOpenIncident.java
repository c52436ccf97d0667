package dev.releaseledger.command.incident.gather;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.RollbackTriggered;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/**
 * Whenever a deployment is to be taken back, there is an incident that has to do with it. It is led there by a deadline that is
 * due at once. What was backfilled is over.
 */
@Component
public final class WhenRollbackIsTriggeredThenOpenIncident implements Automation {
    static final String NAME = "when-rollback-is-triggered-then-open-incident";

    private final Deadlines deadlines;

    WhenRollbackIsTriggeredThenOpenIncident(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(
            RollbackTriggered event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (!by.isBackfill()) {
            deadlines.setAtOnce(LeadToIncident.NAME, message, by);
        }
    }
}
