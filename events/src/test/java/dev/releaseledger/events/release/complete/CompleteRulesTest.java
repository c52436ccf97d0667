package dev.releaseledger.events.release.complete;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a release ends. */
class CompleteRulesTest {
    @Nested
    class ForEveryGateIsOpen {
        @Test
        void givenAShutGate_theReleaseIsNotCompleted() {
            inProduction()
                    .refuses(
                            ROSA,
                            new ReleaseCompleted(null),
                            EveryGateIsOpen.class,
                            CONFLICT,
                            "stage POST_RELEASE is not approved");
        }

        @Test
        void givenEveryGateIsOpen_itIsCompleted() {
            approvedUpTo(Stage.POST_RELEASE).lets(ROSA, new ReleaseCompleted(null), EveryGateIsOpen.class);
        }
    }

    @Nested
    class ForEveryItemIsDone {
        @Test
        void givenAnOpenItem_theReleaseIsNotCompleted() {
            approvedUpTo(Stage.POST_RELEASE)
                    .ticked(PolicyBook.defaultPolicy().items())
                    .told(ROSA, new ItemUnticked("record-updated", "x"))
                    .refuses(
                            ROSA,
                            new ReleaseCompleted(null),
                            EveryItemIsDone.class,
                            CONFLICT,
                            "open checklist items: record-updated");
        }

        @Test
        void givenEveryItemIsDone_itIsCompleted() {
            approvedUpTo(Stage.POST_RELEASE)
                    .ticked(PolicyBook.defaultPolicy().items())
                    .lets(ROSA, new ReleaseCompleted(null), EveryItemIsDone.class);
        }

        @Test
        void givenABackfilledRelease_whatWasTickedIsNotKnown() {
            backfilled().lets(IMPORTER, new ReleaseCompleted(null), EveryItemIsDone.class);
        }
    }

    @Nested
    class ForItRunsInProduction {
        @Test
        void givenAReleaseThatWasTakenBack_itIsNotCompleted() {
            inProduction()
                    .rolledBack()
                    .refuses(ROSA, new ReleaseCompleted(null), ItRunsInProduction.class, CONFLICT, "is not verified");
        }

        @Test
        void givenAReleaseThatWasNeverDeployed_itIsNotCompleted() {
            planned().refuses(ROSA, new ReleaseCompleted(null), ItRunsInProduction.class, CONFLICT, "is not verified");
        }

        @Test
        void givenAVerifiedDeployment_itIsCompleted() {
            inProduction().lets(ROSA, new ReleaseCompleted(null), ItRunsInProduction.class);
        }
    }

    @Nested
    class ForNoDeploymentIsLeftRunning {
        @Test
        void givenARunningDeployment_theReleaseDoesNotEnd() {
            ReleaseStory story =
                    approvedUpTo(Stage.QA).told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING));
            story.refuses(ROSA, new ReleaseCancelled("x"), NoDeploymentIsLeftRunning.class, CONFLICT, "still running");
            story.refuses(ROSA, new ReleaseCompleted(null), NoDeploymentIsLeftRunning.class, CONFLICT, "still running");
        }

        @Test
        void givenARollbackThatWaits_theReleaseDoesNotEnd() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, STAGING_DEPLOYMENT))
                    .refuses(
                            ROSA, new ReleaseCompleted(null), NoDeploymentIsLeftRunning.class, CONFLICT, "is not over");
        }

        @Test
        void givenNothingRuns_itEnds() {
            planned().lets(ROSA, new ReleaseCancelled("x"), NoDeploymentIsLeftRunning.class);
        }
    }

    @Nested
    class ForNothingOfItRunsInProduction {
        @Test
        void givenAReleaseInProduction_itIsNotCancelled() {
            inProduction()
                    .refuses(
                            ROSA,
                            new ReleaseCancelled("x"),
                            NothingOfItRunsInProduction.class,
                            CONFLICT,
                            "roll it back first");
        }

        @Test
        void givenAReleaseThatWasTakenBack_itIsCancelled() {
            inProduction().rolledBack().lets(ROSA, new ReleaseCancelled("x"), NothingOfItRunsInProduction.class);
        }
    }
}
