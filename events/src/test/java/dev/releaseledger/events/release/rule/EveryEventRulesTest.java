package dev.releaseledger.events.release.rule;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.BEGINNING;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every event has to mind. */
class EveryEventRulesTest {
    @Nested
    class ForReleaseIsOpen {
        @Test
        void givenACancelledRelease_nothingFollows() {
            planned()
                    .told(ROSA, new ReleaseCancelled("dropped"))
                    .refuses(DINA, change("c-2", DINA), ReleaseIsOpen.class, CONFLICT, "plan a new one");
        }

        @Test
        void givenACompletedRelease_nothingFollows() {
            approvedUpTo(Stage.POST_RELEASE)
                    .ticked(PolicyBook.defaultPolicy().items())
                    .told(ROSA, new ReleaseCompleted(null))
                    .refuses(ROSA, new ReleaseCancelled("x"), ReleaseIsOpen.class, CONFLICT, "has ended");
        }

        @Test
        void givenACompletedRelease_itIsWatchedAndTakenBack() {
            ReleaseStory story = approvedUpTo(Stage.POST_RELEASE)
                    .ticked(PolicyBook.defaultPolicy().items())
                    .told(ROSA, new ReleaseCompleted(null));
            story.lets(CI, story.health(PRODUCTION_DEPLOYMENT, Measured.healthy(story.now())), ReleaseIsOpen.class);
            story.lets(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT), ReleaseIsOpen.class);
        }

        @Test
        void givenACancelledRelease_whatItsRollbackObligesToIsStillMet() {
            inProduction()
                    .triggered()
                    .takingBack(ROLLBACK)
                    .helped(ROLLBACK)
                    .announced("rolling-back", "rolled-back")
                    .told(ROSA, new RollbackCompleted(ROLLBACK))
                    .told(ROSA, new ReleaseCancelled("dropped"))
                    .lets(
                            OLE,
                            new RollbackObligationMet(ROLLBACK, "ROOT_CAUSE", null, null, null),
                            ReleaseIsOpen.class);
        }

        @Test
        void givenAnOpenRelease_itGoesOn() {
            planned().lets(DINA, change("c-2", DINA), ReleaseIsOpen.class);
        }
    }

    @Nested
    class ForBackfillStaysInThePast {
        @Test
        void givenALiveRelease_nothingIsClaimedOfIt() {
            planned()
                    .claiming(BEGINNING)
                    .refuses(IMPORTER, change("c-2", DINA), BackfillStaysInThePast.class, CONFLICT, "was planned live");
        }

        @Test
        void givenAClaimedTimeInTheFuture_itIsRefused() {
            backfilled()
                    .claiming(Instant.parse("2099-01-01T00:00:00Z"))
                    .refuses(
                            IMPORTER,
                            change("c-2", DINA),
                            BackfillStaysInThePast.class,
                            UNPROCESSABLE,
                            "is in the future");
        }

        @Test
        void givenAPlanThatClaimsTheFuture_itIsRefused() {
            ReleaseStory.unplanned()
                    .claiming(Instant.parse("2099-01-01T00:00:00Z"))
                    .refuses(
                            IMPORTER,
                            plan(ReleaseKind.STANDARD, Strategy.BIG_BANG, null),
                            BackfillStaysInThePast.class,
                            UNPROCESSABLE,
                            "is in the future");
        }

        @Test
        void givenABackfilledRelease_nothingOfNowFollows() {
            backfilled()
                    .claiming(null)
                    .refuses(CI, change("c-2", DINA), BackfillStaysInThePast.class, CONFLICT, "after the fact");
        }

        @Test
        void givenABackfilledRelease_thePastIsTold() {
            backfilled().lets(IMPORTER, change("c-2", DINA), BackfillStaysInThePast.class);
        }
    }
}
