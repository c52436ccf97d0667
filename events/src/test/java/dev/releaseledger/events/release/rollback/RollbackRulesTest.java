package dev.releaseledger.events.release.rollback;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.OMAR;
import static dev.releaseledger.events.release.Person.PAULA;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a deployment is taken back. */
class RollbackRulesTest {
    @Nested
    class ForSomethingIsTakenBack {
        @Test
        void givenNoKind_theRollbackIsRefused() {
            inProduction()
                    .refuses(
                            OLE,
                            new RollbackTriggered(
                                    ROLLBACK, PRODUCTION_DEPLOYMENT, RollbackReason.SECURITY, Set.of(), null, "x"),
                            SomethingIsTakenBack.class,
                            UNPROCESSABLE,
                            "at least one of CODE, FLAG, DATA");
        }

        @Test
        void givenAKind_theRollbackFollows() {
            inProduction()
                    .lets(
                            OLE,
                            rollback(ROLLBACK, PRODUCTION_DEPLOYMENT, RollbackKind.FLAG),
                            SomethingIsTakenBack.class);
        }
    }

    @Nested
    class ForDeploymentCanBeTakenBack {
        @Test
        void givenADeploymentThatWasNeverStarted_theRollbackIsRefused() {
            planned()
                    .refuses(
                            OLE,
                            rollback(ROLLBACK, PRODUCTION_DEPLOYMENT),
                            DeploymentCanBeTakenBack.class,
                            CONFLICT,
                            "was never started");
        }

        @Test
        void givenADeploymentThatWasTakenBack_theRollbackIsRefused() {
            inProduction()
                    .rolledBack()
                    .refuses(
                            OLE,
                            rollback(id("again"), PRODUCTION_DEPLOYMENT),
                            DeploymentCanBeTakenBack.class,
                            CONFLICT,
                            "was taken back already");
        }

        @Test
        void givenARunningDeployment_theRollbackFollows() {
            approvedUpTo(Stage.PRODUCTION)
                    .told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING))
                    .lets(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT), DeploymentCanBeTakenBack.class);
        }
    }

    @Nested
    class ForOneRollbackAtATime {
        @Test
        void givenAKnownRollbackId_theRollbackIsRefused() {
            inProduction()
                    .rolledBack()
                    .refuses(
                            OLE,
                            rollback(ROLLBACK, STAGING_DEPLOYMENT),
                            OneRollbackAtATime.class,
                            CONFLICT,
                            "was triggered already");
        }

        @Test
        void givenARollbackThatWaits_anotherOneIsRefused() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .refuses(
                            OLE,
                            rollback(id("again"), PRODUCTION_DEPLOYMENT),
                            OneRollbackAtATime.class,
                            CONFLICT,
                            "waits for confirmation");
        }

        @Test
        void givenARollbackOfAnotherDeployment_theRollbackFollows() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .lets(OLE, rollback(id("again"), STAGING_DEPLOYMENT), OneRollbackAtATime.class);
        }

        @Test
        void givenAnAuthorisedRollback_anotherOneFollows() {
            inProduction().rolledBack().lets(OLE, rollback(id("again"), STAGING_DEPLOYMENT), OneRollbackAtATime.class);
        }
    }

    @Nested
    class ForRollbackWaitsForThisConfirmation {
        @Test
        void givenARollbackThatWasNeverTriggered_theConfirmationIsRefused() {
            inProduction()
                    .refuses(
                            OLE,
                            new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null),
                            RollbackWaitsForThisConfirmation.class,
                            CONFLICT,
                            "was never triggered");
        }

        @Test
        void givenAnotherRole_theConfirmationIsRefused() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .refuses(
                            PAULA,
                            new RollbackConfirmed(ROLLBACK, Role.PRODUCT_OWNER, null),
                            RollbackWaitsForThisConfirmation.class,
                            FORBIDDEN,
                            "an on-call engineer and a manager");
        }

        @Test
        void givenARoleThatThePersonDoesNotHave_theConfirmationIsRefused() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .refuses(
                            OLE,
                            new RollbackConfirmed(ROLLBACK, Role.MANAGER, null),
                            RollbackWaitsForThisConfirmation.class,
                            FORBIDDEN,
                            "an on-call engineer and a manager");
        }

        @Test
        void givenItIsConfirmedInThatRole_aSecondConfirmationIsRefused() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .told(OLE, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                    .refuses(
                            OMAR,
                            new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null),
                            RollbackWaitsForThisConfirmation.class,
                            CONFLICT,
                            "confirmed as on-call already");
        }

        @Test
        void givenItWaitsForTheRole_theConfirmationFollows() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .lets(
                            MIRA,
                            new RollbackConfirmed(ROLLBACK, Role.MANAGER, null),
                            RollbackWaitsForThisConfirmation.class);
        }
    }

    @Nested
    class ForTwoDifferentPeopleConfirm {
        @Test
        void givenOnePersonInBothRoles_theSecondConfirmationIsRefused() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .told(OMAR, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                    .refuses(
                            OMAR,
                            new RollbackConfirmed(ROLLBACK, Role.MANAGER, null),
                            TwoDifferentPeopleConfirm.class,
                            FORBIDDEN,
                            "cannot confirm it in the other");
        }

        @Test
        void givenTwoPeople_theSecondConfirmationFollows() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .told(OMAR, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                    .lets(MIRA, new RollbackConfirmed(ROLLBACK, Role.MANAGER, null), TwoDifferentPeopleConfirm.class);
        }
    }

    @Nested
    class ForBothConfirmed {
        @Test
        void givenOneConfirmation_theRollbackIsNotAuthorised() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .told(OLE, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                    .refuses(
                            OLE,
                            new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT),
                            BothConfirmed.class,
                            CONFLICT,
                            "an on-call engineer and a manager");
        }

        @Test
        void givenAnotherDeployment_theRollbackIsNotAuthorised() {
            confirmedByBoth()
                    .refuses(
                            MIRA,
                            new RollbackAuthorised(ROLLBACK, STAGING_DEPLOYMENT),
                            BothConfirmed.class,
                            CONFLICT,
                            "takes back deployment");
        }

        @Test
        void givenItIsAuthorisedAlready_itIsNotAuthorisedAgain() {
            inProduction()
                    .rolledBack()
                    .refuses(
                            MIRA,
                            new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT),
                            BothConfirmed.class,
                            CONFLICT,
                            "does not wait any more");
        }

        @Test
        void givenBothConfirmations_theRollbackIsAuthorised() {
            confirmedByBoth().lets(MIRA, new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT), BothConfirmed.class);
        }
    }

    private static ReleaseStory confirmedByBoth() {
        return inProduction()
                .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                .told(OLE, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                .told(MIRA, new RollbackConfirmed(ROLLBACK, Role.MANAGER, null));
    }
}
