package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.RollbackVerified;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/**
 * Whenever a rollback is verified and what the policy wants told of it was told, it is complete. That is said by a deadline that
 * is due at once: what an automation's transaction may still undo is no reason to say anything.
 */
@Component
public final class WhenRollbackIsToldOfThenCompleteIt implements Automation {
    static final String NAME = "when-rollback-is-told-of-then-complete-it";

    private final CurrentReleases releases;
    private final Deadlines deadlines;

    WhenRollbackIsToldOfThenCompleteIt(CurrentReleases releases, Deadlines deadlines) {
        this.releases = releases;
        this.deadlines = deadlines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(
            RollbackVerified event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        complete(message, by);
    }

    @EventHandler
    void on(
            AnnouncementSent event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        complete(message, by);
    }

    @EventHandler
    void on(
            AnnouncementSettled event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        complete(message, by);
    }

    private void complete(DomainEventMessage<?> message, Attribution by) {
        if (by.isBackfill()) {
            return;
        }
        String stream = message.getAggregateIdentifier();
        releases.of(stream)
                .ifPresent(release -> CompleteWhatWasTold.due(release, releases.policyOf(release))
                        .forEach(rollbackId -> deadlines.set(
                                CompleteWhatWasTold.NAME, new Due(stream, rollbackId.toString()), by.decidedAt())));
    }
}
