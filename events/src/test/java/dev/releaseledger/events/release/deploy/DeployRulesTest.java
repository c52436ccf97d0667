package dev.releaseledger.events.release.deploy;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.ReleaseStory.ARTEFACT;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.ROLLBACK;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.ReleaseStory.rollback;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Surroundings;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be deployed, where, when and how far. */
class DeployRulesTest {
    @Nested
    class ForDeploymentIsNew {
        @Test
        void givenAKnownDeploymentId_theDeploymentIsRefused() {
            inProduction()
                    .refuses(
                            CI,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            DeploymentIsNew.class,
                            CONFLICT,
                            "was started already");
        }

        @Test
        void givenANewDeploymentId_theDeploymentFollows() {
            inProduction().lets(CI, deployment(id("another"), "production", Strategy.ROLLING), DeploymentIsNew.class);
        }
    }

    @Nested
    class ForDeploymentStrategyIsAllowed {
        @Test
        void givenAStrategyThatThePolicyDoesNotAllow_theDeploymentIsRefused() {
            assertThat(new DeploymentStrategyIsAllowed()
                            .judge(new Proposal<>(
                                    planned().release(),
                                    deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                                    planned().as(CI),
                                    CautiousPolicy.withoutRolling(),
                                    Surroundings.NONE)))
                    .hasValueSatisfying(violation -> {
                        assertThat(violation.kind()).isEqualTo(UNPROCESSABLE);
                        assertThat(violation.reason()).contains("not ROLLING");
                    });
        }

        @Test
        void givenAnAllowedStrategy_theDeploymentFollows() {
            for (Strategy strategy : Strategy.values()) {
                planned().lets(CI, deployment(id("x"), "staging", strategy), DeploymentStrategyIsAllowed.class);
            }
        }
    }

    @Nested
    class ForNoOtherReleaseIsDeployedThere {
        @Test
        void givenAReleaseOnItsWayThere_theDeploymentIsRefusedAndNamesIt() {
            approvedUpTo(Stage.QA)
                    .whileAnotherHolds("deployment:checkout/staging")
                    .refuses(
                            CI,
                            deployment(id("x"), "staging", Strategy.ROLLING),
                            NoOtherReleaseIsDeployedThere.class,
                            CONFLICT,
                            "release/other is being deployed to checkout/staging");
        }

        @Test
        void givenAReleaseOnItsWayToAnotherEnvironment_theDeploymentFollows() {
            approvedUpTo(Stage.QA)
                    .whileAnotherHolds("deployment:checkout/production")
                    .lets(CI, deployment(id("x"), "staging", Strategy.ROLLING), NoOtherReleaseIsDeployedThere.class);
        }
    }

    @Nested
    class ForEnvironmentIsInThePolicy {
        @Test
        void givenAnEnvironmentThatThePolicyDoesNotName_theDeploymentIsRefusedAndNamesThoseThereAre() {
            for (String environment : List.of("playground", "Production", "production ")) {
                planned()
                        .refuses(
                                CI,
                                deployment(id("x"), environment, Strategy.ROLLING),
                                EnvironmentIsInThePolicy.class,
                                UNPROCESSABLE,
                                "no environment " + environment + "; it has development, production, qa, staging");
            }
        }

        @Test
        void givenAnEnvironmentWithoutAStage_theDeploymentFollowsAtAnyTime() {
            assertThat(planned().violations(CI, deployment(id("x"), "qa", Strategy.ROLLING)))
                    .isEmpty();
            planned().lets(CI, deployment(id("x"), "qa", Strategy.ROLLING), EnvironmentIsInThePolicy.class);
        }

        @Test
        void givenABackfilledRelease_whatEnvironmentsThereWereIsNotAsked() {
            backfilled()
                    .lets(
                            IMPORTER,
                            deployment(id("x"), "old-data-centre", Strategy.ROLLING),
                            EnvironmentIsInThePolicy.class);
        }
    }

    @Nested
    class ForEnvironmentsTurnHasCome {
        @Test
        void givenTheStagesBeforeAreNotApproved_theDeploymentToStagingIsRefused() {
            approvedUpTo(Stage.DEVELOPMENT)
                    .refuses(
                            CI,
                            deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING),
                            EnvironmentsTurnHasCome.class,
                            CONFLICT,
                            "it is the turn of stage QA");
        }

        @Test
        void givenTheStagesBeforeAreApproved_theDeploymentToStagingFollows() {
            approvedUpTo(Stage.QA)
                    .lets(
                            CI,
                            deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING),
                            EnvironmentsTurnHasCome.class);
        }

        @Test
        void givenAnEnvironmentOfNoStage_theDeploymentFollowsAtAnyTime() {
            planned().lets(CI, deployment(id("x"), "playground", Strategy.BIG_BANG), EnvironmentsTurnHasCome.class);
        }
    }

    @Nested
    class ForProductionIsApproved {
        @Test
        void givenNoApproval_theDeploymentToProductionIsRefused() {
            approvedUpTo(Stage.STAGING)
                    .refuses(
                            CI,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            ProductionIsApproved.class,
                            CONFLICT,
                            "PRODUCTION stage is not approved");
        }

        @Test
        void givenAnApprovalThatWasVoided_theDeploymentIsRefused() {
            approvedUpTo(Stage.PRODUCTION)
                    .told(DINA, change("c-2", DINA))
                    .voided(DINA, Stage.DEVELOPMENT, VoidingCause.CHANGE_ADDED)
                    .refuses(
                            CI,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            ProductionIsApproved.class,
                            CONFLICT,
                            "not approved");
        }

        @Test
        void givenOnlyAReconstructedApproval_aLiveDeploymentIsRefused() {
            reconstructedUpTo(Stage.PRODUCTION)
                    .claiming(null)
                    .refuses(
                            CI,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            ProductionIsApproved.class,
                            CONFLICT,
                            "it opens no live gate");
        }

        @Test
        void givenAReconstructedApproval_aDeploymentOfThePastFollows() {
            reconstructedUpTo(Stage.PRODUCTION)
                    .lets(
                            IMPORTER,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            ProductionIsApproved.class);
        }

        @Test
        void givenAnApproval_theDeploymentToProductionFollows() {
            approvedUpTo(Stage.PRODUCTION)
                    .lets(
                            CI,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            ProductionIsApproved.class);
        }

        @Test
        void givenNoApproval_aDeploymentElsewhereFollows() {
            approvedUpTo(Stage.QA)
                    .lets(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING), ProductionIsApproved.class);
        }
    }

    @Nested
    class ForNoOtherDeploymentRunsThere {
        @Test
        void givenARunningDeployment_anotherOneThereIsRefused() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .refuses(
                            CI,
                            deployment(id("another"), "staging", Strategy.ROLLING),
                            NoOtherDeploymentRunsThere.class,
                            CONFLICT,
                            "still running in staging");
        }

        @Test
        void givenARunningDeploymentElsewhere_theDeploymentFollows() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .lets(
                            CI,
                            deployment(id("another"), "playground", Strategy.ROLLING),
                            NoOtherDeploymentRunsThere.class);
        }

        @Test
        void givenAFailedDeployment_anotherOneFollows() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentFailed(STAGING_DEPLOYMENT, "smoke tests", null, null, null))
                    .lets(CI, deployment(id("another"), "staging", Strategy.ROLLING), NoOtherDeploymentRunsThere.class);
        }
    }

    @Nested
    class ForNoRollbackWaits {
        @Test
        void givenARollbackThatWaits_aNewDeploymentIsRefused() {
            inProduction()
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                    .refuses(
                            CI,
                            deployment(id("another"), "production", Strategy.ROLLING),
                            NoRollbackWaits.class,
                            CONFLICT,
                            "waits for confirmation");
        }

        @Test
        void givenAnAuthorisedRollback_aNewDeploymentFollows() {
            inProduction()
                    .rolledBack()
                    .lets(CI, deployment(id("another"), "production", Strategy.ROLLING), NoRollbackWaits.class);
        }
    }

    @Nested
    class ForArtefactIsTheOneLookedAt {
        @Test
        void givenEvidenceOfAnotherArtefact_theDeploymentToProductionIsRefused() {
            lookedAt(ARTEFACT)
                    .refuses(
                            CI,
                            deployment(id("x"), "production", Strategy.ROLLING, "sha256:00"),
                            ArtefactIsTheOneLookedAt.class,
                            CONFLICT,
                            "deploy what was looked at");
        }

        @Test
        void givenAnArtefactWithoutADigest_theDeploymentIsRefused() {
            lookedAt(ARTEFACT)
                    .refuses(
                            CI,
                            deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.ROLLING),
                            ArtefactIsTheOneLookedAt.class,
                            CONFLICT,
                            "one without a digest");
        }

        @Test
        void givenEvidenceOfAnotherArtefactAfterTheApproval_thatArtefactIsRefused() {
            lookedAt(ARTEFACT)
                    .told(CI, evidence("watched-for-issues", Outcome.PASSED, "sha256:00"))
                    .told(CI, evidence("unit-tests", Outcome.PASSED, "sha256:00"))
                    .refuses(
                            CI,
                            deployment(id("x"), "production", Strategy.ROLLING, "sha256:00"),
                            ArtefactIsTheOneLookedAt.class,
                            CONFLICT,
                            "sha256:00");
        }

        @Test
        void givenTheArtefactThatWasLookedAt_theDeploymentFollows() {
            lookedAt(ARTEFACT)
                    .lets(
                            CI,
                            deployment(id("x"), "production", Strategy.ROLLING, ARTEFACT),
                            ArtefactIsTheOneLookedAt.class);
        }

        @Test
        void givenEvidenceThatNamesNoArtefact_anyArtefactFollows() {
            approvedUpTo(Stage.PRODUCTION)
                    .lets(
                            CI,
                            deployment(id("x"), "production", Strategy.ROLLING, "sha256:00"),
                            ArtefactIsTheOneLookedAt.class);
        }

        @Test
        void givenAnotherEnvironment_anyArtefactFollows() {
            lookedAt(ARTEFACT)
                    .lets(
                            CI,
                            deployment(id("x"), "playground", Strategy.ROLLING, "sha256:00"),
                            ArtefactIsTheOneLookedAt.class);
        }
    }

    @Nested
    class ForDeploymentRuns {
        @Test
        void givenADeploymentThatWasNeverStarted_nothingIsSaidOfIt() {
            planned()
                    .refuses(
                            CI,
                            new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 5),
                            DeploymentRuns.class,
                            CONFLICT,
                            "was never started");
        }

        @Test
        void givenAVerifiedDeployment_itIsNotFailed() {
            inProduction()
                    .refuses(
                            CI,
                            new DeploymentFailed(PRODUCTION_DEPLOYMENT, "x", null, null, null),
                            DeploymentRuns.class,
                            CONFLICT,
                            "is verified already");
        }

        @Test
        void givenAFailedDeployment_itIsNotVerified() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentFailed(STAGING_DEPLOYMENT, "x", null, null, null))
                    .refuses(
                            CI,
                            new DeploymentVerified(STAGING_DEPLOYMENT, "x", null, null, null),
                            DeploymentRuns.class,
                            CONFLICT,
                            "has failed");
        }

        @Test
        void givenADeploymentThatWasTakenBack_itIsNotAdvanced() {
            inProduction()
                    .rolledBack()
                    .refuses(
                            CI,
                            new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 100),
                            DeploymentRuns.class,
                            CONFLICT,
                            "was taken back");
        }

        @Test
        void givenARunningDeployment_itIsAdvancedVerifiedOrFailed() {
            ReleaseStory story =
                    approvedUpTo(Stage.QA).told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING));
            story.lets(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 5), DeploymentRuns.class);
            story.lets(CI, new DeploymentVerified(STAGING_DEPLOYMENT, "x", null, null, null), DeploymentRuns.class);
            story.lets(CI, new DeploymentFailed(STAGING_DEPLOYMENT, "x", null, null, null), DeploymentRuns.class);
        }
    }

    @Nested
    class ForApprovalStillStands {
        @Test
        void givenAnApprovalThatWasVoidedMeanwhile_theProductionDeploymentDoesNotGoOn() {
            approvedUpTo(Stage.PRODUCTION)
                    .told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.CANARY))
                    .told(CI, new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 5))
                    .voided(CI, Stage.STAGING, VoidingCause.EVIDENCE_FAILED)
                    .refuses(
                            CI,
                            new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 100),
                            ApprovalStillStands.class,
                            CONFLICT,
                            "no longer stands");
        }

        @Test
        void givenARollbackThatWaits_nothingGoesOn() {
            approvedUpTo(Stage.PRODUCTION)
                    .told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.CANARY))
                    .told(OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT, RollbackKind.CODE))
                    .refuses(
                            CI,
                            new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 100),
                            ApprovalStillStands.class,
                            CONFLICT,
                            "a rollback waits");
        }

        @Test
        void givenAnApprovalThatStands_theDeploymentGoesOn() {
            approvedUpTo(Stage.PRODUCTION)
                    .told(CI, deployment(PRODUCTION_DEPLOYMENT, "production", Strategy.CANARY))
                    .lets(CI, new DeploymentAdvanced(PRODUCTION_DEPLOYMENT, 5), ApprovalStillStands.class);
        }
    }

    @Nested
    class ForDeploymentGoesForward {
        @Test
        void givenAStepBack_itIsRefused() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 50))
                    .refuses(
                            CI,
                            new DeploymentAdvanced(STAGING_DEPLOYMENT, 25),
                            DeploymentGoesForward.class,
                            CONFLICT,
                            "to go back is a rollback");
        }

        @Test
        void givenTheSameStep_itIsRefused() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 50))
                    .refuses(
                            CI,
                            new DeploymentAdvanced(STAGING_DEPLOYMENT, 50),
                            DeploymentGoesForward.class,
                            CONFLICT,
                            "at 50 %");
        }

        @Test
        void givenAStepForward_itFollows() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 50))
                    .lets(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 51), DeploymentGoesForward.class);
        }
    }

    @Nested
    class ForEveryStepIsTaken {
        @Test
        void givenARollingDeploymentHalfway_itIsNotVerified() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 50))
                    .refuses(
                            CI,
                            new DeploymentVerified(STAGING_DEPLOYMENT, "x", null, null, null),
                            EveryStepIsTaken.class,
                            CONFLICT,
                            "is verified at 100 %; it is at 50 %");
        }

        @Test
        void givenARollingDeploymentAtTheEnd_itIsVerified() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING))
                    .told(CI, new DeploymentAdvanced(STAGING_DEPLOYMENT, 100))
                    .lets(
                            CI,
                            new DeploymentVerified(STAGING_DEPLOYMENT, "x", null, null, null),
                            EveryStepIsTaken.class);
        }

        @Test
        void givenAStrategyWithoutSteps_itIsVerifiedAtOnce() {
            approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.BLUE_GREEN))
                    .lets(
                            CI,
                            new DeploymentVerified(STAGING_DEPLOYMENT, "x", null, null, null),
                            EveryStepIsTaken.class);
        }
    }

    private static ReleaseStory lookedAt(String artefact) {
        return approvedUpTo(Stage.STAGING)
                .told(CI, evidence("unit-tests", Outcome.PASSED, artefact))
                .ready(Stage.PRODUCTION)
                .approved(Stage.PRODUCTION);
    }

    private static ReleaseStory reconstructedUpTo(Stage last) {
        ReleaseStory story = backfilled();
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(last) <= 0) {
                story.told(IMPORTER, new StageApprovalReconstructed(stage, "", MIRA.id(), null));
            }
        }
        return story;
    }
}
