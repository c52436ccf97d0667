package dev.releaseledger.command.announce;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.announce.TellOfAnnouncement;
import dev.releaseledger.events.release.AnnouncementEvent;
import java.util.UUID;

/** Says to the ledger what is done about announcements, each thing once. */
final class Announcer {
    private static final int TRIES = 5;

    private final Reactions reactions;

    Announcer(Reactions reactions) {
        this.reactions = reactions;
    }

    /**
     * Says something.
     *
     * @param occasion which occasion it is: about one, each kind of event is said once
     * @return whether it was recorded now, by this call; not so where it is refused or was recorded before
     * @throws LedgerUnavailable when nothing can be recorded now
     */
    boolean say(UUID releaseId, AnnouncementEvent event, String occasion) {
        Answer answer = reactions.sayInTime(
                new TellOfAnnouncement(releaseId, event),
                event.getClass().getSimpleName() + "/" + event.announcementId() + "/" + occasion,
                WhenAnnouncementIsDueThenSendIt.NAME);
        return answer.status() < 300 && !answer.headers().containsKey("Idempotency-Replayed");
    }

    /**
     * Says what became of an attempt, which only this call knows: a ledger that is away for a moment is waited for.
     *
     * @throws LedgerUnavailable when it stays away; then the attempt has no outcome, and after a while counts as uncertain
     */
    void insist(UUID releaseId, AnnouncementEvent outcome, String occasion) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean ignored = say(releaseId, outcome, occasion);
                return;
            } catch (LedgerUnavailable e) {
                if (attempt == TRIES) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(attempt * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
