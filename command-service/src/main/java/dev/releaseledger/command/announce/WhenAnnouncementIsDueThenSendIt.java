package dev.releaseledger.command.announce;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RunningDeploymentEvent;
import dev.releaseledger.events.release.announce.AnnouncementPlan;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.time.Duration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;

/** Follows what announcements wait for, and sets the deadlines at which they are sent, given up or missed. */
final class WhenAnnouncementIsDueThenSendIt implements Automation {
    static final String NAME = "when-announcement-is-due-then-send-it";

    private final CurrentReleases releases;
    private final Deadlines deadlines;
    private final Duration patience;

    WhenAnnouncementIsDueThenSendIt(CurrentReleases releases, Deadlines deadlines, Duration patience) {
        this.releases = releases;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Every release that is planned concerns it, and most of them it has little to do about. */
    @Override
    public int together() {
        return 50;
    }

    @EventHandler
    void on(
            AnnouncementStarted started,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        deadlines.set(
                WhenNothingIsHeardThenSaySo.NAME,
                new Occasion(started.announcementId(), by.decidedAt()).of(message.getAggregateIdentifier()),
                by.decidedAt().plus(patience));
    }

    @EventHandler
    void on(
            ReleasePlanned event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            ReleaseRescheduled event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            PolicyRepinned event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            DeploymentStarted event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            RunningDeploymentEvent event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            RollbackTriggered event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            RollbackStarted event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            RollbackVerified event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            RollbackFailed event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            NotesPublished event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    @EventHandler
    void on(
            AnnouncementEvent event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        setAll(message.getAggregateIdentifier(), by);
    }

    private void setAll(String stream, Attribution by) {
        if (!by.isBackfill()) {
            releases.of(stream).ifPresent(release -> setAll(stream, release));
        }
    }

    private void setAll(String stream, Release release) {
        for (PlannedAnnouncement planned : AnnouncementPlan.of(release, releases.policyOf(release))) {
            String id = planned.announcement().id();
            planned.nextAt()
                    .ifPresent(next ->
                            deadlines.setNotBefore(SendWhatIsDue.NAME, new Occasion(id, next).of(stream), next));
            planned.overdueAt()
                    .ifPresent(overdue -> deadlines.setNotBefore(
                            MissWhatIsOverdue.NAME, new Occasion(id, overdue).of(stream), overdue));
        }
    }
}
