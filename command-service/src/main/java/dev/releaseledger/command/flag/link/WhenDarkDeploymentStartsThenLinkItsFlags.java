package dev.releaseledger.command.flag.link;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.RolloutPlanned;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/**
 * Whenever a release is deployed dark, the flags that open it are linked to it. They are by a deadline that is due at once. What
 * was backfilled has no plan, and no flags.
 */
@Component
public final class WhenDarkDeploymentStartsThenLinkItsFlags implements Automation {
    static final String NAME = "when-dark-deployment-starts-then-link-its-flags";

    private final Deadlines deadlines;

    WhenDarkDeploymentStartsThenLinkItsFlags(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(
            RolloutPlanned event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        if (!event.flags().isEmpty() && !by.isBackfill()) {
            deadlines.setAtOnce(LinkItsFlags.NAME, message, by);
        }
    }
}
