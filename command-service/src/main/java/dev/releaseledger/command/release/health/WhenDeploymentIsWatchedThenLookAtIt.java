package dev.releaseledger.command.release.health;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RolloutPlanned;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;

/** Has a deployment looked at from when it is planned, and again from when it is verified or taken back. What was backfilled is over. */
final class WhenDeploymentIsWatchedThenLookAtIt implements Automation {
    private final LookAtDeployment look;

    WhenDeploymentIsWatchedThenLookAtIt(LookAtDeployment look) {
        this.look = look;
    }

    @Override
    public String name() {
        return "when-deployment-is-watched-then-look-at-it";
    }

    @EventHandler
    void on(
            RolloutPlanned planned,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        begin(planned.deploymentId(), by, message);
    }

    @EventHandler
    void on(
            DeploymentVerified verified,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        begin(verified.deploymentId(), by, message);
    }

    @EventHandler
    void on(
            RollbackStarted started,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        begin(started.deploymentId(), by, message);
    }

    private void begin(UUID deploymentId, Attribution by, DomainEventMessage<?> message) {
        if (!by.isBackfill()) {
            look.begin(message.getAggregateIdentifier(), deploymentId);
        }
    }
}
