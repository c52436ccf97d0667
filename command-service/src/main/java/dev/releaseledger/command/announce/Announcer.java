package dev.releaseledger.command.announce;

import dev.releaseledger.command.automation.Insistence;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.automation.Teller;
import dev.releaseledger.command.release.announce.TellOfAnnouncement;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Says to the ledger what is done about announcements: about one occasion of one, each kind of event once. */
final class Announcer {
    private final Teller teller;

    Announcer(Reactions reactions, InstantSource clock) {
        this(reactions::sayInTime, new Insistence(clock));
    }

    Announcer(Teller.Saying saying, Insistence insistence) {
        this.teller = new Teller(saying, insistence, WhenAnnouncementIsDueThenSendIt.NAME);
    }

    /** Says something, as {@link Teller#say} does. */
    boolean say(UUID releaseId, AnnouncementEvent event, String occasion) {
        return teller.say(new TellOfAnnouncement(releaseId, event), of(event, occasion));
    }

    /**
     * Says that an announcement is missed.
     *
     * @param planned it, overdue
     * @param occasion at which that was found
     */
    void missed(UUID releaseId, PlannedAnnouncement planned, Occasion occasion) {
        planned.wantedAt().ifPresent(wanted -> {
            boolean ignored = say(
                    releaseId,
                    new AnnouncementMissed(occasion.announcementId(), wanted),
                    occasion.at().toString());
        });
    }

    /** Says what became of an attempt, as {@link Teller#insist} does. */
    void insist(UUID releaseId, AnnouncementEvent outcome, String occasion, Instant until) {
        teller.insist(new TellOfAnnouncement(releaseId, outcome), of(outcome, occasion), until);
    }

    private static String of(AnnouncementEvent event, String occasion) {
        return event.getClass().getSimpleName() + "/" + event.announcementId() + "/" + occasion;
    }
}
