package dev.releaseledger.events.release.rollback;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.ARTEFACT;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.ReleaseStory.stepDone;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackExecutionAccepted;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a rollback is started, executed, verified and completed. */
class ProcedureRulesTest {
    private static final UUID D = PRODUCTION_DEPLOYMENT;
    private static final ReleasePolicy ACTING_FIRST =
            CautiousPolicy.where("/rollback/preAuthorised", "[\"error-rate\"]");

    private static ReleaseStory takingBack(RollbackKind... kinds) {
        return inProduction().triggered(kinds).takingBack(ROLLBACK);
    }

    private static ReleaseStory executed() {
        return takingBack().done(ROLLBACK, RollbackKind.CODE);
    }

    private static ReleaseStory verified() {
        return takingBack().helped(ROLLBACK);
    }

    private static RollbackTriggered to(@Nullable String version, RollbackKind kind) {
        return new RollbackTriggered(
                ROLLBACK, D, RollbackReason.CRITICAL_BUG, Set.of(kind), version, "Orders are lost");
    }

    private static RollbackExecutionStarted start(int attempt) {
        return new RollbackExecutionStarted(ROLLBACK, RollbackKind.CODE, attempt, id("execution"));
    }

    private static RollbackExecutionFailed failed(int attempt, @Nullable Instant retryAt) {
        return new RollbackExecutionFailed(ROLLBACK, RollbackKind.CODE, attempt, "connection refused", retryAt);
    }

    private static RollbackExecutionUncertain uncertain(int attempt, @Nullable Instant retryAt) {
        return new RollbackExecutionUncertain(ROLLBACK, RollbackKind.CODE, attempt, "no answer", retryAt);
    }

    private static RollbackExecutionAccepted accepted(int attempt) {
        return new RollbackExecutionAccepted(ROLLBACK, RollbackKind.CODE, attempt);
    }

    private static RollbackFailed failing() {
        return new RollbackFailed(ROLLBACK, D, RollbackKind.CODE, "2.4.0 does not start");
    }

    @Nested
    class ForRollbackReturnsToWhatRanThere {
        @Test
        void givenNoVersionThoughOneRanThere_theRollbackIsRefusedAndNamesIt() {
            inProduction()
                    .refuses(
                            OLE,
                            to(null, RollbackKind.CODE),
                            RollbackReturnsToWhatRanThere.class,
                            UNPROCESSABLE,
                            "such as 2.4.0");
        }

        @Test
        void givenAVersionThatNeverRanThere_theRollbackIsRefused() {
            inProduction()
                    .refuses(
                            OLE,
                            to("2.3.0", RollbackKind.CODE),
                            RollbackReturnsToWhatRanThere.class,
                            UNPROCESSABLE,
                            "2.3.0 is not known to have run healthy there; 2.4.0 is");
        }

        @Test
        void givenTheVersionThatIsTakenBack_theRollbackIsRefused() {
            inProduction()
                    .refuses(
                            OLE,
                            to("2.5.0", RollbackKind.CODE),
                            RollbackReturnsToWhatRanThere.class,
                            UNPROCESSABLE,
                            "2.5.0 is not known");
        }

        @Test
        void givenNothingRanThere_aRollbackToNothingFollows_andToSomethingIsRefused() {
            ReleaseStory story = approvedUpTo(Stage.PRODUCTION)
                    .whereNothingRuns("production")
                    .deployed(D, "production");
            story.lets(OLE, to(null, RollbackKind.CODE), RollbackReturnsToWhatRanThere.class);
            story.refuses(
                    OLE,
                    to("2.4.0", RollbackKind.CODE),
                    RollbackReturnsToWhatRanThere.class,
                    UNPROCESSABLE,
                    "nothing is");
        }

        @Test
        void givenAnyVersionThatRanHealthyThere_theRollbackFollows() {
            ReleaseStory story = approvedUpTo(Stage.PRODUCTION)
                    .where("production", new RunningVersion(id("2.4.1"), id("deployment of 2.4.1"), "2.4.1", null))
                    .deployed(D, "production");
            story.lets(OLE, to("2.4.1", RollbackKind.CODE), RollbackReturnsToWhatRanThere.class);
            story.lets(OLE, to("2.4.0", RollbackKind.CODE), RollbackReturnsToWhatRanThere.class);
        }

        @Test
        void givenFlagsOnly_noVersionIsNeeded() {
            inProduction().lets(OLE, to(null, RollbackKind.FLAG), RollbackReturnsToWhatRanThere.class);
        }

        @Test
        void givenARollbackOfThePast_whatRanThenIsNotAsked() {
            backfilled()
                    .told(IMPORTER, deployment(D, "qa", Strategy.BIG_BANG))
                    .lets(IMPORTER, to("0.9", RollbackKind.CODE), RollbackReturnsToWhatRanThere.class);
        }
    }

    @Nested
    class ForRollbackMayStart {
        @Test
        void givenOneConfirmation_itDoesNotStart() {
            inProduction()
                    .triggered()
                    .refuses(
                            CI,
                            new RollbackStarted(ROLLBACK, D, null),
                            RollbackMayStart.class,
                            CONFLICT,
                            "confirmed by an on-call engineer and a manager");
        }

        @Test
        void givenAnotherDeployment_itDoesNotStart() {
            inProduction()
                    .triggered()
                    .confirmed(ROLLBACK)
                    .refuses(
                            CI,
                            new RollbackStarted(ROLLBACK, STAGING_DEPLOYMENT, null),
                            RollbackMayStart.class,
                            CONFLICT,
                            "no rollback");
        }

        @Test
        void givenItStarted_itDoesNotStartAgain() {
            takingBack()
                    .refuses(
                            CI,
                            new RollbackStarted(ROLLBACK, D, null),
                            RollbackMayStart.class,
                            CONFLICT,
                            "does not wait any more");
        }

        @Test
        void givenATriggerThatMayNotActFirst_itWaitsForPeople() {
            inProduction()
                    .failing(D)
                    .fired(D, ROLLBACK)
                    .refuses(
                            CI,
                            new RollbackStarted(ROLLBACK, D, "error-rate"),
                            RollbackMayStart.class,
                            CONFLICT,
                            "does not let trigger error-rate act");
        }

        @Test
        void givenATriggerThatDidNotFire_itWaitsForPeople() {
            inProduction()
                    .under(ACTING_FIRST)
                    .triggered()
                    .refuses(
                            CI,
                            new RollbackStarted(ROLLBACK, D, "error-rate"),
                            RollbackMayStart.class,
                            CONFLICT,
                            "does not let trigger error-rate act");
        }

        @Test
        void givenARollbackOfMoreThanTriggersTakeBack_noTriggerStartsIt() {
            ReleaseStory story = inProduction()
                    .under(ACTING_FIRST)
                    .triggered(RollbackKind.CODE, RollbackKind.DATA)
                    .failing(D);
            story.told(CI, story.firing(D, ROLLBACK).getFirst())
                    .refuses(
                            CI,
                            new RollbackStarted(ROLLBACK, D, "error-rate"),
                            RollbackMayStart.class,
                            CONFLICT,
                            "does not let trigger error-rate act");
        }

        @Test
        void givenBothConfirmed_itStarts() {
            inProduction()
                    .triggered()
                    .confirmed(ROLLBACK)
                    .lets(CI, new RollbackStarted(ROLLBACK, D, null), RollbackMayStart.class);
        }

        @Test
        void givenATriggerThatMayActFirst_itStartsAtOnce() {
            inProduction()
                    .under(ACTING_FIRST)
                    .failing(D)
                    .fired(D, ROLLBACK)
                    .lets(CI, new RollbackStarted(ROLLBACK, D, "error-rate"), RollbackMayStart.class);
        }

        @Test
        void givenADarkDeployment_aTriggerThatMayActFirstStartsToTakeItsFlagsBack() {
            approvedUpTo(Stage.PRODUCTION)
                    .under(ACTING_FIRST)
                    .started(D, "production", Strategy.FEATURE_FLAGS)
                    .failing(D)
                    .fired(D, ROLLBACK)
                    .lets(CI, new RollbackStarted(ROLLBACK, D, "error-rate"), RollbackMayStart.class);
        }

        @Test
        void givenADarkDeploymentOfWhichPeopleDemandThePolicysKindsToo_aTriggerThatMayActFirstStartsAllOfThem() {
            ReleaseStory story = approvedUpTo(Stage.PRODUCTION)
                    .under(ACTING_FIRST)
                    .started(D, "production", Strategy.FEATURE_FLAGS)
                    .triggered(RollbackKind.CODE, RollbackKind.FLAG)
                    .failing(D);
            story.told(CI, story.firing(D, ROLLBACK).getFirst())
                    .lets(CI, new RollbackStarted(ROLLBACK, D, "error-rate"), RollbackMayStart.class);
        }
    }

    @Nested
    class ForKindIsLeftToExecute {
        @Test
        void givenARollbackThatWasNeverTriggered_nothingIsExecuted() {
            inProduction().refuses(CI, start(1), KindIsLeftToExecute.class, CONFLICT, "was never triggered");
        }

        @Test
        void givenAKindThatIsNotToBeTakenBack_itIsRefused() {
            takingBack()
                    .refuses(
                            CI,
                            stepDone(ROLLBACK, RollbackKind.DATA),
                            KindIsLeftToExecute.class,
                            CONFLICT,
                            "takes back [CODE], not DATA");
        }

        @Test
        void givenAKindThatWasTakenBack_itIsNotTakenBackAgain() {
            ReleaseStory story =
                    takingBack(RollbackKind.CODE, RollbackKind.FLAG).done(ROLLBACK, RollbackKind.CODE);
            story.refuses(
                    CI,
                    stepDone(ROLLBACK, RollbackKind.CODE),
                    KindIsLeftToExecute.class,
                    CONFLICT,
                    "was taken back already");
            story.refuses(CI, start(1), KindIsLeftToExecute.class, CONFLICT, "was taken back already");
        }

        @Test
        void givenARollbackThatWaits_nothingIsExecuted() {
            inProduction()
                    .triggered()
                    .refuses(CI, start(1), KindIsLeftToExecute.class, CONFLICT, "it waits for confirmation");
        }

        @Test
        void givenARollbackThatFailed_nothingIsExecuted() {
            takingBack()
                    .told(OLE, failing())
                    .refuses(
                            CI,
                            stepDone(ROLLBACK, RollbackKind.CODE),
                            KindIsLeftToExecute.class,
                            CONFLICT,
                            "it failed at");
        }

        @Test
        void givenAKindThatIsLeft_itIsTakenBack() {
            ReleaseStory story =
                    takingBack(RollbackKind.CODE, RollbackKind.FLAG).done(ROLLBACK, RollbackKind.FLAG);
            story.lets(CI, start(1), KindIsLeftToExecute.class);
            story.lets(CI, stepDone(ROLLBACK, RollbackKind.CODE), KindIsLeftToExecute.class);
            story.told(CI, start(1)).lets(CI, accepted(1), KindIsLeftToExecute.class);
        }
    }

    @Nested
    class ForExecutionFollowsTheLast {
        @Test
        void givenAnotherNumberThanTheNext_theAttemptIsRefused() {
            takingBack().refuses(CI, start(2), ExecutionFollowsTheLast.class, UNPROCESSABLE, "number 1, not 2");
        }

        @Test
        void givenAnAttemptThatIsUnderWay_anotherOneIsRefused() {
            takingBack()
                    .told(CI, start(1))
                    .refuses(CI, start(2), ExecutionFollowsTheLast.class, CONFLICT, "under way since");
        }

        @Test
        void givenAnAttemptThatWasAccepted_anotherOneIsRefused() {
            takingBack()
                    .told(CI, start(1))
                    .told(CI, accepted(1))
                    .refuses(CI, start(2), ExecutionFollowsTheLast.class, CONFLICT, "accepted it");
        }

        @Test
        void givenAFailureForGood_anotherAttemptIsRefused() {
            takingBack()
                    .told(CI, start(1))
                    .told(CI, failed(1, null))
                    .refuses(CI, start(2), ExecutionFollowsTheLast.class, CONFLICT, "a person has to act");
        }

        @Test
        void givenASystemThatDoesNotKnowRepeatedRequests_anotherAttemptIsRefused() {
            takingBack()
                    .told(CI, start(1))
                    .told(CI, uncertain(1, null))
                    .refuses(CI, start(2), ExecutionFollowsTheLast.class, CONFLICT, "a person has to act");
        }

        @Test
        void givenTheTimeForItHasNotCome_anotherAttemptIsRefused_andThenFollows() {
            for (boolean known : new boolean[] {true, false}) {
                ReleaseStory story = takingBack().told(CI, start(1));
                Instant retryAt = story.now().plus(Duration.ofMinutes(3));
                story.told(CI, known ? failed(1, retryAt) : uncertain(1, retryAt))
                        .refuses(CI, start(2), ExecutionFollowsTheLast.class, CONFLICT, "from " + retryAt + " on");
                story.after(Duration.ofMinutes(2)).lets(CI, start(2), ExecutionFollowsTheLast.class);
            }
        }

        @Test
        void givenNoAttempt_theFirstFollows() {
            takingBack().lets(CI, start(1), ExecutionFollowsTheLast.class);
        }
    }

    @Nested
    class ForExecutionIsUnderWay {
        @Test
        void givenNoAttempt_nothingBecameOfIt() {
            takingBack().refuses(CI, accepted(1), ExecutionIsUnderWay.class, CONFLICT, "attempt 1 is not under way");
        }

        @Test
        void givenAnotherAttempt_nothingBecameOfIt() {
            takingBack()
                    .told(CI, start(1))
                    .refuses(CI, accepted(2), ExecutionIsUnderWay.class, CONFLICT, "attempt 2 is not under way");
        }

        @Test
        void givenItIsKnownWhatBecameOfIt_nothingElseDid() {
            takingBack()
                    .told(CI, start(1))
                    .told(CI, uncertain(1, null))
                    .refuses(CI, accepted(1), ExecutionIsUnderWay.class, CONFLICT, "is not under way");
        }

        @Test
        void givenAnAttemptThatIsUnderWay_itEnds() {
            ReleaseStory story = takingBack().told(CI, start(1));
            story.lets(CI, accepted(1), ExecutionIsUnderWay.class);
            story.lets(CI, failed(1, null), ExecutionIsUnderWay.class);
            story.lets(CI, uncertain(1, null), ExecutionIsUnderWay.class);
        }
    }

    @Nested
    class ForEvidenceFitsTheKind {
        private RollbackStepDone done(
                RollbackKind kind, @Nullable String version, Set<String> flags, @Nullable String digest) {
            return new RollbackStepDone(
                    ROLLBACK, kind, "Olga", version, flags, "https://git.example.com/undo.sql", digest, null);
        }

        @Test
        void givenCodeOfAnotherVersion_itIsRefused() {
            ReleaseStory story = takingBack();
            for (String version : new String[] {null, "2.5.0"}) {
                story.refuses(
                        CI,
                        done(RollbackKind.CODE, version, Set.of(), null),
                        EvidenceFitsTheKind.class,
                        UNPROCESSABLE,
                        "returns to version 2.4.0");
            }
        }

        @Test
        void givenFlagsWithoutAName_theyAreRefused() {
            takingBack(RollbackKind.FLAG)
                    .refuses(
                            CI,
                            done(RollbackKind.FLAG, null, Set.of(), null),
                            EvidenceFitsTheKind.class,
                            UNPROCESSABLE,
                            "name the flags");
        }

        @Test
        void givenDataWithoutItsScript_orWithoutItsDigest_theyAreRefused() {
            ReleaseStory story = takingBack(RollbackKind.DATA);
            story.refuses(
                    CI,
                    done(RollbackKind.DATA, null, Set.of(), null),
                    EvidenceFitsTheKind.class,
                    UNPROCESSABLE,
                    "the reversal script");
            story.refuses(
                    CI,
                    new RollbackStepDone(ROLLBACK, RollbackKind.DATA, "Olga", null, Set.of(), null, ARTEFACT, null),
                    EvidenceFitsTheKind.class,
                    UNPROCESSABLE,
                    "the reversal script");
        }

        @Test
        void givenWhatShowsIt_itFollows() {
            for (RollbackKind kind : RollbackKind.values()) {
                takingBack(kind).lets(CI, stepDone(ROLLBACK, kind), EvidenceFitsTheKind.class);
            }
        }

        @Test
        void givenNothingToReturnTo_codeIsTakenBackToNothing() {
            approvedUpTo(Stage.PRODUCTION)
                    .whereNothingRuns("production")
                    .deployed(D, "production")
                    .told(OLE, to(null, RollbackKind.CODE))
                    .takingBack(ROLLBACK)
                    .lets(CI, done(RollbackKind.CODE, null, Set.of(), null), EvidenceFitsTheKind.class);
        }
    }

    @Nested
    class ForHealthReportsSayItHelped {
        private RollbackVerified verifiedBy(UUID report) {
            return new RollbackVerified(ROLLBACK, D, report, null);
        }

        @Test
        void givenARollbackThatIsNotExecuted_itIsNotVerified() {
            ReleaseStory story = takingBack().healthy(D);
            story.refuses(OLE, story.helping(ROLLBACK), HealthReportsSayItHelped.class, CONFLICT, "is executed since");
        }

        @Test
        void givenAnotherDeployment_itIsNotVerified() {
            ReleaseStory story = executed().healthy(D);
            story.refuses(
                    OLE,
                    new RollbackVerified(
                            ROLLBACK,
                            STAGING_DEPLOYMENT,
                            story.helping(ROLLBACK).report(),
                            null),
                    HealthReportsSayItHelped.class,
                    CONFLICT,
                    "no rollback");
        }

        @Test
        void givenAHealthyReportOfBefore_itIsNotVerified() {
            ReleaseStory story = takingBack().healthy(D).done(ROLLBACK, RollbackKind.CODE);
            story.refuses(OLE, story.helping(ROLLBACK), HealthReportsSayItHelped.class, CONFLICT, "report its health");
        }

        @Test
        void givenAReportWhoseWindowBeganBefore_itIsNotVerified() {
            ReleaseStory story = executed();
            HealthReport report = Measured.healthy(story.now().minusMillis(1));
            story.reported(D, report)
                    .refuses(
                            OLE,
                            verifiedBy(report.id()),
                            HealthReportsSayItHelped.class,
                            CONFLICT,
                            "report its health");
        }

        @Test
        void givenAnUnhealthyReport_itIsNotVerified() {
            ReleaseStory story = executed().failing(D);
            story.refuses(OLE, story.helping(ROLLBACK), HealthReportsSayItHelped.class, CONFLICT, "report its health");
        }

        @Test
        void givenAnotherReportThanTheNewest_itIsNotVerified() {
            ReleaseStory story = executed().healthy(D);
            UUID older = story.helping(ROLLBACK).report();
            story.healthy(D)
                    .refuses(OLE, verifiedBy(older), HealthReportsSayItHelped.class, CONFLICT, "report its health");
        }

        @Test
        void givenAHealthyReportOfAfter_itIsVerified() {
            ReleaseStory story = executed().healthy(D);
            story.lets(OLE, story.helping(ROLLBACK), HealthReportsSayItHelped.class);
        }
    }

    @Nested
    class ForRollbackIsBeingDone {
        @Test
        void givenARollbackThatWasNeverTriggered_itDoesNotFail() {
            inProduction().refuses(OLE, failing(), RollbackIsBeingDone.class, CONFLICT, "was never triggered");
        }

        @Test
        void givenARollbackThatWaits_itDoesNotFail() {
            inProduction()
                    .triggered()
                    .refuses(OLE, failing(), RollbackIsBeingDone.class, CONFLICT, "waits for confirmation");
        }

        @Test
        void givenAVerifiedRollback_itDoesNotFail() {
            verified().refuses(OLE, failing(), RollbackIsBeingDone.class, CONFLICT, "was verified");
        }

        @Test
        void givenAnotherDeployment_itDoesNotFail() {
            takingBack()
                    .refuses(
                            OLE,
                            new RollbackFailed(ROLLBACK, STAGING_DEPLOYMENT, null, "x"),
                            RollbackIsBeingDone.class,
                            CONFLICT,
                            "is executed since");
        }

        @Test
        void givenItIsExecuted_orWas_itMayFail() {
            takingBack().lets(OLE, failing(), RollbackIsBeingDone.class);
            executed().lets(OLE, failing(), RollbackIsBeingDone.class);
        }
    }

    @Nested
    class ForRollbackIsVerified {
        @Test
        void givenARollbackThatWasNeverTriggered_itIsNotCompleted() {
            inProduction()
                    .refuses(
                            ROSA,
                            new RollbackCompleted(ROLLBACK),
                            RollbackIsVerified.class,
                            CONFLICT,
                            "was never triggered");
        }

        @Test
        void givenItHasToBeVerified_itIsNotCompleted() {
            executed()
                    .refuses(
                            ROSA,
                            new RollbackCompleted(ROLLBACK),
                            RollbackIsVerified.class,
                            CONFLICT,
                            "has to be verified");
        }

        @Test
        void givenItIsCompleted_itIsNotCompletedAgain() {
            verified()
                    .announced("rolling-back", "rolled-back")
                    .told(ROSA, new RollbackCompleted(ROLLBACK))
                    .refuses(
                            ROSA, new RollbackCompleted(ROLLBACK), RollbackIsVerified.class, CONFLICT, "was completed");
        }

        @Test
        void givenItIsVerified_itIsCompleted() {
            verified().lets(ROSA, new RollbackCompleted(ROLLBACK), RollbackIsVerified.class);
        }
    }

    @Nested
    class ForPeopleWereTold {
        @Test
        void givenNobodyWasTold_itIsNotCompleted_andEachIsNamed() {
            verified()
                    .refuses(
                            ROSA,
                            new RollbackCompleted(ROLLBACK),
                            PeopleWereTold.class,
                            CONFLICT,
                            "not told: rolling-back, rolled-back");
        }

        @Test
        void givenNobodyWasToldOfItsEnd_itIsNotCompleted() {
            verified()
                    .announced("rolling-back")
                    .refuses(
                            ROSA,
                            new RollbackCompleted(ROLLBACK),
                            PeopleWereTold.class,
                            CONFLICT,
                            "not told: rolled-back");
        }

        @Test
        void givenPeopleWereTold_itIsCompleted() {
            verified()
                    .announced("rolling-back", "rolled-back")
                    .lets(ROSA, new RollbackCompleted(ROLLBACK), PeopleWereTold.class);
        }

        @Test
        void givenARollbackOutsideOfProduction_nobodyHasToBeTold() {
            approvedUpTo(Stage.STAGING)
                    .told(OLE, rollback(ROLLBACK, STAGING_DEPLOYMENT))
                    .takingBack(ROLLBACK)
                    .helped(ROLLBACK)
                    .lets(ROSA, new RollbackCompleted(ROLLBACK), PeopleWereTold.class);
        }
    }

    @Nested
    class ForRollbackStillWaits {
        private final RollbackWithdrawn withdrawn = new RollbackWithdrawn(ROLLBACK, "A false alarm");

        @Test
        void givenARollbackThatWasNeverTriggered_itIsNotWithdrawn() {
            inProduction().refuses(OLE, withdrawn, RollbackStillWaits.class, CONFLICT, "was never triggered");
        }

        @Test
        void givenItStarted_itIsTooLate() {
            takingBack().refuses(OLE, withdrawn, RollbackStillWaits.class, CONFLICT, "is executed since");
        }

        @Test
        void givenItWasWithdrawn_itIsNotWithdrawnAgain() {
            inProduction()
                    .triggered()
                    .told(OLE, withdrawn)
                    .refuses(OLE, withdrawn, RollbackStillWaits.class, CONFLICT, "was withdrawn");
        }

        @Test
        void givenItWaits_itIsWithdrawn() {
            inProduction().triggered().lets(MIRA, withdrawn, RollbackStillWaits.class);
            inProduction().triggered().confirmed(ROLLBACK).lets(MIRA, withdrawn, RollbackStillWaits.class);
        }
    }

    @Nested
    class ForRollbackObliges {
        @Test
        void givenARollbackThatWasNeverTriggered_itObligesToNothing() {
            inProduction().refuses(OLE, met("ROOT_CAUSE"), RollbackObliges.class, CONFLICT, "was never triggered");
        }

        @Test
        void givenAnObligationThatThePolicyDoesNotName_itIsRefused() {
            verified()
                    .refuses(
                            OLE,
                            met("PARTY"),
                            RollbackObliges.class,
                            UNPROCESSABLE,
                            "it has DOCUMENTED, ROOT_CAUSE, RE_RELEASE_PLANNED");
        }

        @Test
        void givenItIsStillBeingDone_itIsTooEarly() {
            executed().refuses(OLE, met("ROOT_CAUSE"), RollbackObliges.class, CONFLICT, "has to be verified");
        }

        @Test
        void givenItWasWithdrawn_itObligesToNothing() {
            inProduction()
                    .triggered()
                    .told(OLE, new RollbackWithdrawn(ROLLBACK, "A false alarm"))
                    .refuses(OLE, met("ROOT_CAUSE"), RollbackObliges.class, CONFLICT, "was withdrawn");
        }

        @Test
        void givenItWasDone_orFailed_itObliges() {
            verified().lets(OLE, met("ROOT_CAUSE"), RollbackObliges.class);
            executed().told(OLE, failing()).lets(OLE, met("ROOT_CAUSE"), RollbackObliges.class);
            inProduction().rolledBack().lets(OLE, met("ROOT_CAUSE"), RollbackObliges.class);
        }
    }

    @Nested
    class ForObligationIsStillOpen {
        @Test
        void givenItWasMet_itIsNotMetAgain() {
            verified()
                    .told(OLE, met("ROOT_CAUSE"))
                    .refuses(OLE, met("ROOT_CAUSE"), ObligationIsStillOpen.class, CONFLICT, "was met already");
        }

        @Test
        void givenAnotherOneWasMet_itIsMet() {
            verified().told(OLE, met("DOCUMENTED")).lets(OLE, met("ROOT_CAUSE"), ObligationIsStillOpen.class);
        }
    }

    @Test
    void eachKindIsTakenBackOnItsOwn_andTheLastOneEndsTheExecution() {
        ReleaseStory story = takingBack(RollbackKind.values());
        for (RollbackKind kind : EnumSet.allOf(RollbackKind.class)) {
            assertThat(story.rollback(ROLLBACK).progress()).isInstanceOf(Rollback.Progress.Executing.class);
            story.done(ROLLBACK, kind);
        }
        assertThat(story.rollback(ROLLBACK).progress()).isInstanceOf(Rollback.Progress.Executed.class);
    }

    private static RollbackObligationMet met(String obligation) {
        return new RollbackObligationMet(ROLLBACK, obligation, null, null, null);
    }
}
