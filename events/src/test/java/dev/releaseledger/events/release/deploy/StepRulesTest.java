package dev.releaseledger.events.release.deploy;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.ReleaseStory.verification;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.Measured;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a deployment goes on, step by step. */
class StepRulesTest {
    private static final UUID D = PRODUCTION_DEPLOYMENT;

    /** A deployment to production that began, of which nothing more was said. */
    private static ReleaseStory begun(Strategy strategy) {
        return approvedUpTo(Stage.PRODUCTION).told(CI, deployment(D, "production", strategy));
    }

    /** A deployment to production whose steps are planned. */
    private static ReleaseStory started(Strategy strategy) {
        return approvedUpTo(Stage.PRODUCTION).started(D, "production", strategy);
    }

    private static RolloutPlanned rolling(@Nullable RollingSize size) {
        return new RolloutPlanned(
                D,
                size == null ? List.of() : Rollout.Rolling.of(size, false).steps(),
                size,
                null,
                Set.of(),
                ReleaseStory.BEFORE,
                Baseline.UNKNOWN);
    }

    @Nested
    class ForRolloutFollowsTheStart {
        @Test
        void givenItIsPlannedAlready_itIsNotPlannedAgain() {
            ReleaseStory story = started(Strategy.CANARY);
            story.refuses(CI, story.rollout(D), RolloutFollowsTheStart.class, CONFLICT, "planned when it begins");
        }

        @Test
        void givenADeploymentThatWasNeverStarted_nothingIsPlanned() {
            RolloutPlanned planned = begun(Strategy.CANARY).rollout(D);
            planned().refuses(CI, planned, RolloutFollowsTheStart.class, CONFLICT, "planned when it begins");
        }

        @Test
        void givenADeploymentThatHasFailed_nothingIsPlanned() {
            ReleaseStory story =
                    begun(Strategy.CANARY).told(CI, new DeploymentFailed(D, "smoke tests", null, null, null));
            story.refuses(CI, story.rollout(D), RolloutFollowsTheStart.class, CONFLICT, "planned when it begins");
        }

        @Test
        void givenADeploymentOfThePast_nothingIsPlanned() {
            ReleaseStory story = backfilled().told(IMPORTER, deployment(D, "qa", Strategy.CANARY));
            story.refuses(IMPORTER, story.rollout(D), RolloutFollowsTheStart.class, CONFLICT, "planned when it begins");
        }

        @Test
        void givenADeploymentThatBegins_itsStepsArePlanned() {
            ReleaseStory story = begun(Strategy.CANARY);
            story.lets(CI, story.rollout(D), RolloutFollowsTheStart.class);
        }
    }

    @Nested
    class ForRolloutIsAsThePolicySays {
        @Test
        void givenAStepLeftOut_thePlanIsRefusedAndNamesThemAll() {
            ReleaseStory story = begun(Strategy.CANARY);
            RolloutPlanned whole = story.rollout(D);
            story.refuses(
                    CI,
                    new RolloutPlanned(
                            D, whole.steps().subList(1, 4), null, null, Set.of(), whole.replaces(), whole.baseline()),
                    RolloutIsAsThePolicySays.class,
                    UNPROCESSABLE,
                    "5-percent, 25-percent, 50-percent, 100-percent");
        }

        @Test
        void givenAStepThatIsNotJudgedWhereThePolicyJudges_thePlanIsRefused() {
            RolloutPlanned unjudged = begun(Strategy.CANARY)
                    .under(CautiousPolicy.where("/deployments/canary/judged", "false"))
                    .rollout(D);
            begun(Strategy.CANARY)
                    .refuses(CI, unjudged, RolloutIsAsThePolicySays.class, UNPROCESSABLE, "by the policy its steps");
        }

        @Test
        void givenABatchOfNoneOrOfMoreThanThereAre_thePlanIsRefused() {
            ReleaseStory story = begun(Strategy.ROLLING);
            story.refuses(CI, rolling(null), RolloutIsAsThePolicySays.class, UNPROCESSABLE, "instances, not none");
            story.refuses(
                    CI,
                    new RolloutPlanned(
                            D, List.of(), new RollingSize(4, 0), null, Set.of(), ReleaseStory.BEFORE, Baseline.UNKNOWN),
                    RolloutIsAsThePolicySays.class,
                    UNPROCESSABLE,
                    "not 0 of 4");
            story.refuses(
                    CI, rolling(new RollingSize(4, 5)), RolloutIsAsThePolicySays.class, UNPROCESSABLE, "not 5 of 4");
            story.refuses(
                    CI,
                    rolling(new RollingSize(10_001, 1000)),
                    RolloutIsAsThePolicySays.class,
                    UNPROCESSABLE,
                    "1 to 10000");
        }

        @Test
        void givenMoreThanAHundredBatches_thePlanIsRefused() {
            ReleaseStory story = begun(Strategy.ROLLING);
            story.refuses(
                    CI,
                    rolling(new RollingSize(1001, 10)),
                    RolloutIsAsThePolicySays.class,
                    UNPROCESSABLE,
                    "are 101; at most 100");
            story.lets(CI, rolling(new RollingSize(1000, 10)), RolloutIsAsThePolicySays.class);
        }

        @Test
        void givenADarkDeploymentWithoutAFlag_thePlanIsRefused() {
            begun(Strategy.FEATURE_FLAGS)
                    .refuses(
                            CI,
                            new RolloutPlanned(
                                    D, List.of(), null, null, Set.of(), ReleaseStory.BEFORE, Baseline.UNKNOWN),
                            RolloutIsAsThePolicySays.class,
                            UNPROCESSABLE,
                            "name the flags that open it");
        }

        @Test
        void givenThePolicysSteps_thePlanFollowsByEveryStrategy() {
            for (Strategy strategy : Strategy.values()) {
                ReleaseStory story = begun(strategy);
                story.lets(CI, story.rollout(D), RolloutIsAsThePolicySays.class);
            }
        }

        @Test
        void givenASizeOfItsOwn_thePlanFollows() {
            ReleaseStory story = begun(Strategy.ROLLING);
            story.lets(CI, rolling(new RollingSize(7, 3)), RolloutIsAsThePolicySays.class);
        }
    }

    @Nested
    class ForRolloutReplacesWhatRunsThere {
        private final RunningVersion newer = new RunningVersion(id("r"), id("d"), "2.4.1", Colour.BLUE);

        @Test
        void givenAnotherVersionTookOverMeanwhile_thePlanIsRefused() {
            ReleaseStory story = begun(Strategy.CANARY);
            RolloutPlanned planned = story.rollout(D);
            story.where("production", newer)
                    .refuses(CI, planned, RolloutReplacesWhatRunsThere.class, CONFLICT, "2.4.1 runs there");
        }

        @Test
        void givenNothingRunsThere_aPlanThatReplacesSomethingIsRefused() {
            ReleaseStory story = begun(Strategy.CANARY);
            RolloutPlanned planned = story.rollout(D);
            story.whereNothingRuns("production")
                    .refuses(CI, planned, RolloutReplacesWhatRunsThere.class, CONFLICT, "nothing is known to run");
        }

        @Test
        void givenTheColourThatRuns_thePlanIsRefused() {
            ReleaseStory story = begun(Strategy.BLUE_GREEN)
                    .where("production", new RunningVersion(id("r"), id("d"), "2.4.1", Colour.GREEN));
            assertThat(story.rollout(D).idle()).isEqualTo(Colour.GREEN);
            story.refuses(CI, story.rollout(D), RolloutReplacesWhatRunsThere.class, CONFLICT, "deploy to BLUE");
        }

        @Test
        void givenTheColourThatDoesNotRun_thePlanFollows() {
            ReleaseStory story = begun(Strategy.BLUE_GREEN).where("production", newer);
            story.lets(CI, story.rollout(D), RolloutReplacesWhatRunsThere.class);
        }

        @Test
        void givenItNamesWhatRunsThere_thePlanFollows() {
            ReleaseStory story = begun(Strategy.CANARY).where("production", newer);
            assertThat(story.rollout(D).replaces()).isEqualTo(newer);
            story.lets(CI, story.rollout(D), RolloutReplacesWhatRunsThere.class);
        }

        @Test
        void givenNothingRunsThere_aPlanThatReplacesNothingFollows() {
            ReleaseStory story = begun(Strategy.CANARY).whereNothingRuns("production");
            assertThat(story.rollout(D).replaces()).isNull();
            story.lets(CI, story.rollout(D), RolloutReplacesWhatRunsThere.class);
        }
    }

    @Nested
    class ForDeploymentGoesByItsSteps {
        @Test
        void givenPlannedSteps_theDeploymentIsNotAdvancedByPercent() {
            started(Strategy.ROLLING)
                    .refuses(
                            CI,
                            new DeploymentAdvanced(D, 50),
                            DeploymentGoesByItsSteps.class,
                            CONFLICT,
                            "its next step is batch-1");
        }

        @Test
        void givenNoPlan_theDeploymentIsAdvancedByPercent() {
            begun(Strategy.ROLLING).lets(CI, new DeploymentAdvanced(D, 50), DeploymentGoesByItsSteps.class);
        }
    }

    @Nested
    class ForDeploymentTakesSteps {
        @Test
        void givenADeploymentThatWasNeverStarted_noStepIsTaken() {
            planned()
                    .refuses(
                            CI,
                            new StepTaken(D, "batch-1", 25, null, null, null),
                            DeploymentTakesSteps.class,
                            CONFLICT,
                            "was never started");
        }

        @Test
        void givenTheNextStepComesAfterTheVerification_itWaitsForThat() {
            ReleaseStory story = started(Strategy.BLUE_GREEN).stepped(D).stepped(D);
            story.refuses(CI, story.nextStep(D), DeploymentTakesSteps.class, CONFLICT, "verify deployment");
        }

        @Test
        void givenADeploymentThatHasFailed_noStepIsTaken() {
            ReleaseStory story = started(Strategy.ROLLING);
            StepTaken next = story.nextStep(D);
            story.told(CI, new DeploymentFailed(D, "smoke tests", null, null, null))
                    .refuses(CI, next, DeploymentTakesSteps.class, CONFLICT, "has failed");
        }

        @Test
        void givenADeploymentThatIsTakenBack_noStepIsTaken() {
            ReleaseStory story = started(Strategy.ROLLING);
            StepTaken next = story.nextStep(D);
            story.triggered()
                    .takingBack(ROLLBACK)
                    .refuses(CI, next, DeploymentTakesSteps.class, CONFLICT, "was taken back");
        }

        @Test
        void givenARunningDeployment_itTakesItsStep() {
            ReleaseStory story = started(Strategy.ROLLING);
            story.lets(CI, story.nextStep(D), DeploymentTakesSteps.class);
        }

        @Test
        void givenAVerifiedDeployment_whatComesAfterIsTaken() {
            ReleaseStory story =
                    started(Strategy.BLUE_GREEN).stepped(D).stepped(D).verified(D);
            story.lets(CI, story.nextStep(D), DeploymentTakesSteps.class);
        }
    }

    @Nested
    class ForStepIsTheNext {
        @Test
        void givenAStepIsLeftOut_theOneAfterIsRefused() {
            started(Strategy.ROLLING)
                    .refuses(
                            CI,
                            new StepTaken(D, "batch-2", 50, null, null, null),
                            StepIsTheNext.class,
                            CONFLICT,
                            "its next step is batch-1 at 25 %");
        }

        @Test
        void givenAStepThatGoesFurtherThanPlanned_itIsRefused() {
            started(Strategy.ROLLING)
                    .refuses(
                            CI,
                            new StepTaken(D, "batch-1", 50, null, null, null),
                            StepIsTheNext.class,
                            CONFLICT,
                            "not batch-1 at 50 %");
        }

        @Test
        void givenNoStepIsLeft_noneIsTaken() {
            ReleaseStory story =
                    started(Strategy.ROLLING).stepped(D).stepped(D).stepped(D).stepped(D);
            story.refuses(
                    CI,
                    new StepTaken(D, "batch-5", 100, null, null, null),
                    StepIsTheNext.class,
                    CONFLICT,
                    "no step left");
        }

        @Test
        void givenTheNextStep_itIsTaken() {
            ReleaseStory story = started(Strategy.ROLLING);
            story.lets(CI, story.nextStep(D), StepIsTheNext.class);
            story.stepped(D).lets(CI, story.nextStep(D), StepIsTheNext.class);
        }
    }

    @Nested
    class ForStepLastedLongEnough {
        @Test
        void givenAStepThatLastsLonger_theNextOneWaits() {
            ReleaseStory story = started(Strategy.CANARY).stepped(D).healthy(D);
            story.refuses(CI, story.nextStep(D), StepLastedLongEnough.class, CONFLICT, "lasts at least until");
            story.after(Duration.ofMinutes(4).minusMillis(1))
                    .refuses(CI, story.nextStep(D), StepLastedLongEnough.class, CONFLICT, "5-percent");
        }

        @Test
        void givenAStepThatLastedLongEnough_theNextOneFollows() {
            ReleaseStory story = started(Strategy.CANARY).stepped(D).after(Duration.ofMinutes(5));
            story.lets(CI, story.nextStep(D), StepLastedLongEnough.class);
        }

        @Test
        void givenAJudgedStep_theVerificationWaitsToo() {
            ReleaseStory story = canaryAtItsEnd();
            story.refuses(CI, verification(D), StepLastedLongEnough.class, CONFLICT, "step 100-percent lasts");
            story.after(Duration.ofMinutes(5)).lets(CI, verification(D), StepLastedLongEnough.class);
        }

        @Test
        void givenTheOldColourIsKept_itIsNotRetiredBefore_butTheNewOneIsVerified() {
            ReleaseStory story = started(Strategy.BLUE_GREEN).stepped(D).stepped(D);
            story.lets(CI, verification(D), StepLastedLongEnough.class);
            story.verified(D).refuses(CI, story.nextStep(D), StepLastedLongEnough.class, CONFLICT, "step switch lasts");
            story.after(Duration.ofHours(1)).lets(CI, story.nextStep(D), StepLastedLongEnough.class);
        }
    }

    @Nested
    class ForNoRollbackOfItWaits {
        private static final DeploymentVerified VERIFIED = new DeploymentVerified(D, "smoke tests", null, null, null);

        @Test
        void givenARollbackThatWaits_theVerificationIsRefused() {
            started(Strategy.BIG_BANG)
                    .told(OLE, rollback(ROLLBACK, D))
                    .refuses(CI, VERIFIED, NoRollbackOfItWaits.class, CONFLICT, "waits for confirmation");
        }

        @Test
        void givenNone_theVerificationFollows() {
            started(Strategy.BIG_BANG).lets(CI, VERIFIED, NoRollbackOfItWaits.class);
        }
    }

    @Nested
    class ForStepWasFoundHealthy {
        @Test
        void givenNoReport_theNextStepIsRefused() {
            ReleaseStory story = started(Strategy.CANARY).stepped(D);
            story.refuses(CI, story.nextStep(D), StepWasFoundHealthy.class, CONFLICT, "none was made");
        }

        @Test
        void givenAReportOfBeforeTheStep_theNextStepIsRefused() {
            ReleaseStory story = started(Strategy.CANARY).healthy(D).stepped(D);
            story.refuses(CI, story.nextStep(D), StepWasFoundHealthy.class, CONFLICT, "the verdict is HEALTHY");
        }

        @Test
        void givenAReportWhoseWindowBeganBeforeTheStep_theNextStepIsRefused() {
            ReleaseStory story = started(Strategy.CANARY).stepped(D);
            story.reported(D, Measured.healthy(story.now().minusMillis(1)));
            story.refuses(CI, story.nextStep(D), StepWasFoundHealthy.class, CONFLICT, "the verdict is HEALTHY");
        }

        @Test
        void givenAReportWithoutData_theNextStepIsRefused() {
            ReleaseStory story = started(Strategy.CANARY).stepped(D);
            HealthReport nothing = Measured.from(story.now()).of(0).report();
            story.reported(D, nothing);
            story.refuses(CI, story.nextStep(D), StepWasFoundHealthy.class, CONFLICT, "the verdict is NO_DATA");
        }

        @Test
        void givenNoReport_theVerificationOfWhatIsJudgedIsRefused() {
            canaryAtItsEnd()
                    .after(Duration.ofMinutes(5))
                    .refuses(CI, verification(D), StepWasFoundHealthy.class, CONFLICT, "100-percent is healthy");
        }

        @Test
        void givenAHealthyReportOfAfterTheStep_theNextStepFollows() {
            ReleaseStory story = started(Strategy.CANARY).stepped(D).healthy(D);
            story.lets(CI, story.nextStep(D), StepWasFoundHealthy.class);
        }

        @Test
        void givenAStepThatIsNotJudged_theNextOneFollowsWithoutAReport() {
            ReleaseStory story = started(Strategy.ROLLING).stepped(D);
            story.lets(CI, story.nextStep(D), StepWasFoundHealthy.class);
        }
    }

    @Nested
    class ForNoVerdictStandsAgainstIt {
        @Test
        void givenItIsFoundUnhealthy_itDoesNotGoOn_norIsItVerified() {
            ReleaseStory story = started(Strategy.ROLLING).stepped(D).failing(D);
            story.refuses(CI, story.nextStep(D), NoVerdictStandsAgainstIt.class, CONFLICT, "find it unhealthy");
            story.refuses(CI, verification(D), NoVerdictStandsAgainstIt.class, CONFLICT, "find it unhealthy");
        }

        @Test
        void givenItIsFoundHealthyAgain_itGoesOn() {
            ReleaseStory story = started(Strategy.ROLLING).stepped(D).failing(D).healthy(D);
            story.lets(CI, story.nextStep(D), NoVerdictStandsAgainstIt.class);
            story.lets(CI, verification(D), NoVerdictStandsAgainstIt.class);
        }

        @Test
        void givenItIsFoundUnhealthy_itCanBeSaidToHaveFailed() {
            ReleaseStory story = started(Strategy.ROLLING).stepped(D).failing(D);
            assertThat(story.violations(CI, new DeploymentFailed(D, "smoke tests", null, null, null)))
                    .isEmpty();
        }
    }

    @Test
    void aCanaryGoesToItsEnd_eachStepJudged() {
        ReleaseStory story = started(Strategy.CANARY);
        for (int step = 0; step < 4; step++) {
            assertThat(story.violations(CI, verification(D))).isNotEmpty();
            story.stepped(D).healthy(D).after(Duration.ofMinutes(5));
        }
        assertThat(story.deployment(D).isComplete()).isTrue();
        story.verified(D);
        assertThat(story.there("production").current())
                .hasValueSatisfying(running -> assertThat(running.version()).isEqualTo("2.5.0"));
    }

    @Test
    void aBlueGreenDeploymentRunsWhereItWasSwitchedTo() {
        ReleaseStory story = started(Strategy.BLUE_GREEN).stepped(D);
        assertThat(story.deployment(D).isComplete()).isFalse();
        story.stepped(D);
        assertThat(story.deployment(D).isComplete()).isTrue();
        story.verified(D);
        assertThat(story.there("production").current())
                .hasValueSatisfying(running -> assertThat(running.colour()).isEqualTo(Colour.GREEN));
    }

    @Test
    void whileARollbackWaits_noStepIsTaken() {
        ReleaseStory story = started(Strategy.ROLLING).stepped(D).told(OLE, rollback(ROLLBACK, D));
        story.refuses(CI, story.nextStep(D), ApprovalStillStands.class, CONFLICT, "a rollback waits");
    }

    @Test
    void aStagingDeploymentIsWatchedOnItsOwn() {
        ReleaseStory story = approvedUpTo(Stage.QA).started(STAGING_DEPLOYMENT, "staging", Strategy.CANARY);
        story.stepped(STAGING_DEPLOYMENT).healthy(STAGING_DEPLOYMENT);
        story.lets(CI, story.nextStep(STAGING_DEPLOYMENT), StepWasFoundHealthy.class);
    }

    /** A canary with all the traffic, of which no report was made since. */
    private static ReleaseStory canaryAtItsEnd() {
        ReleasePolicy inOneStep = CautiousPolicy.where("/deployments/canary/steps", "[{\"percent\":100}]");
        return approvedUpTo(Stage.PRODUCTION)
                .under(inOneStep)
                .started(D, "production", Strategy.CANARY)
                .stepped(D);
    }
}
