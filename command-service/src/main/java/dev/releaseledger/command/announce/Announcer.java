package dev.releaseledger.command.announce;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Insistence;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.release.announce.TellOfAnnouncement;
import dev.releaseledger.events.release.AnnouncementEvent;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.announce.PlannedAnnouncement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/** Says to the ledger what is done about announcements, each thing once. */
final class Announcer {
    private static final int OVERTAKEN = 412;

    private final Saying saying;
    private final Insistence insistence;

    Announcer(Reactions reactions, InstantSource clock) {
        this(reactions::sayInTime, new Insistence(clock));
    }

    Announcer(Saying saying, Insistence insistence) {
        this.saying = saying;
        this.insistence = insistence;
    }

    /** How something is said, as {@link Reactions#sayInTime} does. */
    @FunctionalInterface
    interface Saying {
        Answer say(Command command, String occasion, String reaction);
    }

    /**
     * Says something.
     *
     * @param occasion which occasion it is: about one, each kind of event is said once
     * @return whether it was recorded now, by this call; not so where it is refused, was recorded before, or is not waited for
     *     any more
     * @throws LedgerUnavailable when nothing can be recorded now
     */
    boolean say(UUID releaseId, AnnouncementEvent event, String occasion) {
        Answer answer;
        try {
            answer = saying.say(
                    new TellOfAnnouncement(releaseId, event),
                    event.getClass().getSimpleName() + "/" + event.announcementId() + "/" + occasion,
                    WhenAnnouncementIsDueThenSendIt.NAME);
        } catch (RequestRejected e) {
            if (e.problem().status() == OVERTAKEN) {
                return false;
            }
            throw e;
        }
        return answer.status() < 300 && !answer.headers().containsKey("Idempotency-Replayed");
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

    /**
     * Says what became of an attempt, which only this call knows: a ledger that is away, or busy, is waited for.
     *
     * @param until until when
     * @throws LedgerUnavailable when it stays away; then the attempt has no outcome, and counts as uncertain
     * @throws DataAccessException in the same case
     * @throws RequestRejected when it stays busy, or when the outcome can go nowhere
     */
    void insist(UUID releaseId, AnnouncementEvent outcome, String occasion, Instant until) {
        insistence.on(until, () -> {
            boolean ignored = say(releaseId, outcome, occasion);
        });
    }
}
