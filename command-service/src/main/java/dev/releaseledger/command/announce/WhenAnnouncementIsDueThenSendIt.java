package dev.releaseledger.command.announce;

import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
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

    /** The database keeps microseconds and rounds: a deadline never passes before its time has come. */
    private static final Duration MARGIN = Duration.ofMillis(1);

    private final AnnouncedReleases releases;
    private final Deadlines deadlines;
    private final Duration patience;

    WhenAnnouncementIsDueThenSendIt(AnnouncedReleases releases, Deadlines deadlines, Duration patience) {
        this.releases = releases;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(
            ReleaseEvent event,
            @MetaDataValue(EntryMetaData.ATTRIBUTION) Attribution by,
            DomainEventMessage<?> message) {
        String stream = message.getAggregateIdentifier();
        if (event instanceof AnnouncementStarted started) {
            deadlines.set(
                    WhenNothingIsHeardThenSaySo.NAME,
                    new Occasion(started.announcementId(), by.decidedAt()).of(stream),
                    by.decidedAt().plus(patience));
        } else if (!by.isBackfill() && mayMakeDue(event)) {
            releases.of(stream).ifPresent(release -> setAll(stream, release));
        }
    }

    static boolean mayMakeDue(ReleaseEvent event) {
        return event instanceof ReleasePlanned
                || event instanceof ReleaseRescheduled
                || event instanceof PolicyRepinned
                || event instanceof DeploymentStarted
                || event instanceof RunningDeploymentEvent
                || event instanceof NotesPublished
                || event instanceof AnnouncementEvent;
    }

    private void setAll(String stream, Release release) {
        for (PlannedAnnouncement planned : AnnouncementPlan.of(release, releases.policyOf(release))) {
            String id = planned.announcement().id();
            planned.nextAt()
                    .ifPresent(next ->
                            deadlines.set(SendWhatIsDue.NAME, new Occasion(id, next).of(stream), next.plus(MARGIN)));
            planned.overdueAt()
                    .ifPresent(overdue -> deadlines.set(
                            MissWhatIsOverdue.NAME, new Occasion(id, overdue).of(stream), overdue.plus(MARGIN)));
        }
    }
}
