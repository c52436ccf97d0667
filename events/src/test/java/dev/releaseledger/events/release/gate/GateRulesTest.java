package dev.releaseledger.events.release.gate;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.PAULA;
import static dev.releaseledger.events.release.Person.PETE;
import static dev.releaseledger.events.release.Person.PIA;
import static dev.releaseledger.events.release.Person.QUENTIN;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.id;
import static dev.releaseledger.events.release.ReleaseStory.measured;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What opens and shuts the gates of the stages. */
class GateRulesTest {
    @Nested
    class ForApproverIsNotThePlanner {
        @Test
        void givenThePlanner_theApprovalOfProductionIsRefused() {
            planned(PIA, plan(ReleaseKind.STANDARD, Strategy.ROLLING, null))
                    .refuses(
                            PIA,
                            new StageApproved(Stage.PRODUCTION, "", null),
                            ApproverIsNotThePlanner.class,
                            FORBIDDEN,
                            "ask somebody else");
        }

        @Test
        void givenThePlanner_theApprovalOfAnotherStageFollows() {
            ReleaseStory story = planned();
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), ApproverIsNotThePlanner.class);
        }

        @Test
        void givenSomebodyElse_theApprovalOfProductionFollows() {
            ReleaseStory story = approvedUpTo(Stage.STAGING);
            story.lets(PAULA, story.approval(Stage.PRODUCTION), ApproverIsNotThePlanner.class);
        }
    }

    @Nested
    class ForApproversAreDifferentPeople {
        @Test
        void givenWhoHasApprovedAlready_theirSecondApprovalIsRefused_whateverTheirRole() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).under(twoOfProduction()).ready(Stage.PRODUCTION);
            story.told(PAULA, story.given(Stage.PRODUCTION))
                    .refuses(
                            PAULA,
                            story.approval(Stage.PRODUCTION),
                            ApproversAreDifferentPeople.class,
                            FORBIDDEN,
                            "one person approves stage PRODUCTION once");
        }

        @Test
        void givenSomebodyElse_theApprovalFollows() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).under(twoOfProduction()).ready(Stage.PRODUCTION);
            story.told(PAULA, story.given(Stage.PRODUCTION))
                    .lets(MIRA, story.approval(Stage.PRODUCTION), ApproversAreDifferentPeople.class);
        }
    }

    @Nested
    class ForTheLastApprovalOpensTheGate {
        @Test
        void givenOneOfTwo_theGateDoesNotOpen() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).under(twoOfProduction()).ready(Stage.PRODUCTION);
            story.refuses(
                    PAULA,
                    story.approval(Stage.PRODUCTION),
                    TheLastApprovalOpensTheGate.class,
                    CONFLICT,
                    "takes the approval of 2 people; with this one it is 1");
            story.lets(PAULA, story.given(Stage.PRODUCTION), TheLastApprovalOpensTheGate.class);
        }

        @Test
        void givenTheOneBefore_theSecondOpensTheGate() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).under(twoOfProduction()).ready(Stage.PRODUCTION);
            story.told(PAULA, story.given(Stage.PRODUCTION))
                    .refuses(
                            MIRA,
                            story.given(Stage.PRODUCTION),
                            TheLastApprovalOpensTheGate.class,
                            CONFLICT,
                            "this one opens its gate");
            story.lets(MIRA, story.approval(Stage.PRODUCTION), TheLastApprovalOpensTheGate.class);
        }

        @Test
        void givenAnApprovalOfOtherContent_itDoesNotCount() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).under(twoOfProduction()).ready(Stage.PRODUCTION);
            story.told(PAULA, story.given(Stage.PRODUCTION))
                    .told(CI, evidence("staging-smoke-tests", Outcome.PASSED, ReleaseStory.ARTEFACT))
                    .refuses(
                            MIRA,
                            story.approval(Stage.PRODUCTION),
                            TheLastApprovalOpensTheGate.class,
                            CONFLICT,
                            "with this one it is 1");
        }

        @Test
        void givenAChangeOfTheContent_theApprovalOfAGateThatStillWaitsIsVoidToo() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).under(twoOfProduction()).ready(Stage.PRODUCTION);
            story.told(PAULA, story.given(Stage.PRODUCTION)).voided(DINA, Stage.PRODUCTION, VoidingCause.CHANGE_ADDED);
            assertThat(story.release().given()).isEmpty();
        }
    }

    private static ReleasePolicy twoOfProduction() {
        return CautiousPolicy.where("/stages/3/approval/approvals", "2");
    }

    @Nested
    class ForApproverHasAPolicyRole {
        @Test
        void givenAPolicyThatNamesOtherRoles_theApprovalIsRefused() {
            planned()
                    .under(CautiousPolicy.where("/stages/3/approval/roles", "[\"manager\"]"))
                    .refuses(
                            PAULA,
                            new StageApproved(Stage.PRODUCTION, "", null),
                            ApproverHasAPolicyRole.class,
                            FORBIDDEN,
                            "stage PRODUCTION is approved by manager");
        }

        @Test
        void givenARoleOfThePolicy_theApprovalFollows() {
            planned()
                    .under(CautiousPolicy.where("/stages/3/approval/roles", "[\"manager\"]"))
                    .lets(MIRA, new StageApproved(Stage.PRODUCTION, "", null), ApproverHasAPolicyRole.class);
        }

        @Test
        void givenAnotherPolicyForHotfixes_itTellsForThemAlone() {
            ReleasePolicy policy =
                    CautiousPolicy.where("/stages/3/approvalOf", "{\"HOTFIX\": {\"roles\": [\"manager\"]}}");
            StageApproved approval = new StageApproved(Stage.PRODUCTION, "", null);
            planned(ROSA, plan(ReleaseKind.HOTFIX, Strategy.ROLLING, "2.4.0"))
                    .under(policy)
                    .refuses(PAULA, approval, ApproverHasAPolicyRole.class, FORBIDDEN, "manager");
            planned().under(policy).lets(PAULA, approval, ApproverHasAPolicyRole.class);
        }

        @Test
        void givenSomebodyWithoutTheRight_anotherRuleTellsThem() {
            planned().lets(DINA, new StageApproved(Stage.PRODUCTION, "", null), ApproverHasAPolicyRole.class);
        }
    }

    @Nested
    class ForApproverIsNotAnEarlierApprover {
        private static ReleasePolicy strict() {
            return CautiousPolicy.where("/stages/2/approval/differsFrom", "[\"EARLIER_APPROVERS\"]");
        }

        @Test
        void givenWhoApprovedAnEarlierStage_theApprovalIsRefused() {
            ReleaseStory story = approvedUpTo(Stage.QA);
            story.under(strict())
                    .refuses(
                            ROSA,
                            story.approval(Stage.STAGING),
                            ApproverIsNotAnEarlierApprover.class,
                            FORBIDDEN,
                            "who approved stage DEVELOPMENT does not approve stage STAGING too");
        }

        @Test
        void givenSomebodyElse_theApprovalFollows() {
            ReleaseStory story = approvedUpTo(Stage.QA);
            story.under(strict()).lets(PAULA, story.approval(Stage.STAGING), ApproverIsNotAnEarlierApprover.class);
        }

        @Test
        void givenAPolicyThatDoesNotAskForIt_theSamePersonMayApproveTwice() {
            ReleaseStory story = approvedUpTo(Stage.QA);
            story.lets(ROSA, story.approval(Stage.STAGING), ApproverIsNotAnEarlierApprover.class);
        }
    }

    @Nested
    class ForApproverIsNotTheAuthor {
        @Test
        void givenTheAuthorOfOneOfTheChanges_theApprovalOfProductionIsRefused() {
            planned()
                    .told(DINA, change("c-2", PETE))
                    .refuses(
                            PETE,
                            new StageApproved(Stage.PRODUCTION, "", null),
                            ApproverIsNotTheAuthor.class,
                            FORBIDDEN,
                            "authors");
        }

        @Test
        void givenWhoPutAChangeInUnderAnotherName_theApprovalOfProductionIsRefused() {
            planned()
                    .told(DINA, change("c-2", PETE))
                    .refuses(
                            DINA,
                            new StageApproved(Stage.PRODUCTION, "", null),
                            ApproverIsNotTheAuthor.class,
                            FORBIDDEN,
                            "authors");
        }

        @Test
        void givenTheAuthorOfAChangeThatWasTakenOut_theApprovalFollows() {
            planned()
                    .told(DINA, change("c-2", PETE))
                    .told(DINA, new ChangeRemoved("c-2", "not ready"))
                    .lets(PETE, new StageApproved(Stage.PRODUCTION, "", null), ApproverIsNotTheAuthor.class);
        }

        @Test
        void givenTheAuthor_theApprovalOfAnotherStageFollows() {
            planned()
                    .told(DINA, change("c-2", PETE))
                    .lets(PETE, new StageApproved(Stage.STAGING, "", null), ApproverIsNotTheAuthor.class);
        }
    }

    @Nested
    class ForStagesGoInOrder {
        @Test
        void givenDevelopmentIsNotApproved_theApprovalOfQaIsRefused() {
            ReleaseStory story = planned();
            story.refuses(
                    QUENTIN,
                    story.approval(Stage.QA),
                    StagesGoInOrder.class,
                    CONFLICT,
                    "it is the turn of stage DEVELOPMENT, not of QA");
        }

        @Test
        void givenEveryStageIsApproved_anotherApprovalIsRefused() {
            ReleaseStory story = approvedUpTo(Stage.POST_RELEASE);
            story.refuses(
                    ROSA,
                    story.approval(Stage.POST_RELEASE),
                    StagesGoInOrder.class,
                    CONFLICT,
                    "every stage is approved already");
        }

        @Test
        void givenItIsNotItsTurn_theRejectionIsRefused() {
            planned()
                    .refuses(
                            QUENTIN,
                            new StageRejected(Stage.QA, Stage.DEVELOPMENT, "cart"),
                            StagesGoInOrder.class,
                            CONFLICT,
                            "DEVELOPMENT");
        }

        @Test
        void givenABackfilledRelease_stagesStillGoInOrder() {
            backfilled()
                    .refuses(
                            IMPORTER,
                            new StageApprovalReconstructed(Stage.PRODUCTION, "", MIRA.id(), null),
                            StagesGoInOrder.class,
                            CONFLICT,
                            "DEVELOPMENT");
        }

        @Test
        void givenItIsItsTurn_theApprovalFollows() {
            ReleaseStory story = approvedUpTo(Stage.DEVELOPMENT);
            story.lets(QUENTIN, story.approval(Stage.QA), StagesGoInOrder.class);
        }
    }

    @Nested
    class ForEveryCriterionIsShown {
        @Test
        void givenACriterionWithoutEvidence_theApprovalIsRefused() {
            ReleaseStory story = planned().passed(CI, "features-coded").passed(CI, "unit-tests");
            story.refuses(
                    ROSA,
                    story.approval(Stage.DEVELOPMENT),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "not shown: code-reviewed (no evidence)");
        }

        @Test
        void givenTheNewestEvidenceFailed_theApprovalIsRefused() {
            ReleaseStory story = planned().ready(Stage.DEVELOPMENT).told(CI, evidence("unit-tests", Outcome.FAILED));
            story.refuses(
                    ROSA,
                    story.approval(Stage.DEVELOPMENT),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "not shown: unit-tests (failed)");
        }

        @Test
        void givenFailingEvidenceThatPassedLater_theApprovalFollows() {
            ReleaseStory story =
                    planned().told(CI, evidence("unit-tests", Outcome.FAILED)).ready(Stage.DEVELOPMENT);
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
        }

        @Test
        void givenAReleaseThatIsNotDeployedToStaging_theApprovalOfStagingIsRefused() {
            ReleaseStory story =
                    approvedUpTo(Stage.QA).passed(CI, "staging-smoke-tests").passed(PAULA, "stakeholder-sign-off");
            story.refuses(
                    ROSA,
                    story.approval(Stage.STAGING),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "not shown: deployed-to-staging");
        }

        @Test
        void givenEvidenceFromBeforeAChangeWasAdded_theApprovalIsRefusedUntilItIsShownAgain() {
            ReleaseStory story = planned().ready(Stage.DEVELOPMENT).told(DINA, change("c-2", DINA));
            story.refuses(
                    ROSA,
                    story.approval(Stage.DEVELOPMENT),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "unit-tests (passed before change c-2 was added; show it again)");
            story.ready(Stage.DEVELOPMENT);
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
        }

        @Test
        void givenEvidenceFromBeforeAChangeWasRemoved_theApprovalIsRefused() {
            ReleaseStory story = planned()
                    .told(DINA, change("c-2", DINA))
                    .ready(Stage.DEVELOPMENT)
                    .told(DINA, new ChangeRemoved("c-2", "not ready"));
            story.refuses(
                    ROSA,
                    story.approval(Stage.DEVELOPMENT),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "unit-tests (passed before change c-2 was removed; show it again)");
        }

        @Test
        void givenADeploymentToStagingFromBeforeAChange_theApprovalIsRefusedUntilItIsDeployedAgain() {
            ReleaseStory story = approvedUpTo(Stage.QA).ready(Stage.STAGING).told(DINA, change("c-2", DINA));
            story.refuses(
                    ROSA,
                    story.approval(Stage.STAGING),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "deployed-to-staging (deployed before change c-2 was added; deploy it again)");
            story.deployed(id("second staging deployment"), "staging")
                    .passed(CI, "staging-smoke-tests")
                    .passed(PAULA, "stakeholder-sign-off");
            story.lets(ROSA, story.approval(Stage.STAGING), EveryCriterionIsShown.class);
        }

        @Test
        void givenADeploymentThatBeganBeforeAChangeAndEndsAfterIt_theApprovalIsRefused() {
            ReleaseStory story = approvedUpTo(Stage.QA)
                    .told(CI, deployment(STAGING_DEPLOYMENT, "staging", Strategy.BIG_BANG))
                    .told(DINA, change("c-2", DINA))
                    .told(CI, new DeploymentVerified(STAGING_DEPLOYMENT, "smoke tests", null, null, null));
            story.refuses(
                    ROSA,
                    story.approval(Stage.STAGING),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "deployed-to-staging (deployed before change c-2 was added; deploy it again)");
        }

        @Test
        void givenACriterionThatIsNotAboutTheContent_itsEarlierEvidenceStillShowsIt() {
            ReleaseStory story = planned().passed(OLE, "issues-responded-to").told(DINA, change("c-2", DINA));
            assertThat(CriterionIsShown.wasShown(
                            PolicyBook.defaultPolicy()
                                    .criterion("issues-responded-to")
                                    .orElseThrow(),
                            story.release()))
                    .isTrue();
        }

        @Test
        void givenWhatTheLedgerSees_noEvidenceIsNeeded() {
            ReleaseStory story = approvedUpTo(Stage.QA).ready(Stage.STAGING);
            story.lets(ROSA, story.approval(Stage.STAGING), EveryCriterionIsShown.class);
        }
    }

    @Nested
    class ForEveryCriterionIsShownByThePolicysMeasures {
        private static ReleaseStory judgedBy(String field, String json, EvidenceRecorded unitTests) {
            return planned()
                    .under(CautiousPolicy.where("/stages/0/criteria/1/" + field, json))
                    .passed(CI, "features-coded")
                    .passed(CI, "code-reviewed")
                    .told(CI, unitTests);
        }

        private static void refuses(ReleaseStory story, String reason) {
            story.refuses(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class, CONFLICT, reason);
        }

        private static final String COVERAGE = "[{\"value\": \"coverage\", \"atLeast\": 80}]";

        @Test
        void givenLessThanTheThreshold_theApprovalIsRefused() {
            refuses(
                    judgedBy("measures", COVERAGE, measured("unit-tests", "coverage", "79.99")),
                    "not shown: unit-tests (coverage is 79.99, wanted at least 80)");
        }

        @Test
        void givenNothingMeasured_theApprovalIsRefused() {
            refuses(
                    judgedBy("measures", COVERAGE, evidence("unit-tests", Outcome.PASSED)),
                    "not shown: unit-tests (coverage was not measured, wanted at least 80)");
        }

        @Test
        void givenTheThreshold_theApprovalFollows() {
            ReleaseStory story = judgedBy("measures", COVERAGE, measured("unit-tests", "coverage", "80.00"));
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
        }

        @Test
        void givenEvidenceThatIsTooOld_theApprovalIsRefused() {
            ReleaseStory story = judgedBy("validFor", "\"PT1H\"", evidence("unit-tests", Outcome.PASSED));
            Instant expires = story.now().plus(Duration.ofHours(1));
            story.after(Duration.ofMinutes(59))
                    .lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
            refuses(story.after(Duration.ofMinutes(1)), "not shown: unit-tests (expired at " + expires + ")");
        }

        @Test
        void givenACriterionOfTheOtherLane_itIsNotAskedFor() {
            ReleaseStory hotfix = planned(ROSA, plan(ReleaseKind.HOTFIX, Strategy.ROLLING, "2.4.0"));
            hotfix.refuses(
                    ROSA,
                    hotfix.approval(Stage.DEVELOPMENT),
                    EveryCriterionIsShown.class,
                    CONFLICT,
                    "not shown: unit-tests (no evidence), code-reviewed (no evidence), minimal-fix (no evidence),"
                            + " covering-test (no evidence)");
            hotfix.ready(Stage.DEVELOPMENT).lets(ROSA, hotfix.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
        }

        @Test
        void givenAWaiver_theApprovalFollows_untilEvidenceSaysOtherwise() {
            ReleaseStory story = planned()
                    .passed(CI, "features-coded")
                    .passed(CI, "code-reviewed")
                    .told(ROSA, new CriterionWaiverProposed("unit-tests", "the bench is away"));
            refuses(story, "unit-tests (no evidence)");
            story.told(MIRA, new CriterionWaived("unit-tests", "the bench is away", ROSA.id()))
                    .lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
            refuses(story.told(CI, evidence("unit-tests", Outcome.FAILED)), "unit-tests (failed)");
        }

        @Test
        void givenAWaiverFromBeforeAChange_theApprovalIsRefusedUntilItIsWaivedAgain() {
            ReleaseStory story = planned()
                    .told(ROSA, new CriterionWaiverProposed("unit-tests", "the bench is away"))
                    .told(MIRA, new CriterionWaived("unit-tests", "the bench is away", ROSA.id()))
                    .told(DINA, change("c-2", DINA))
                    .passed(CI, "features-coded")
                    .passed(CI, "code-reviewed");
            refuses(story, "not shown: unit-tests (waived before change c-2 was added; show it, or waive it again)");
            story.told(ROSA, new CriterionWaiverProposed("unit-tests", "it is still away"))
                    .told(MIRA, new CriterionWaived("unit-tests", "it is still away", ROSA.id()))
                    .lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
        }

        @Test
        void givenAPolicyThatDoesNotBindACriterion_itsWaiverOutlivesAChange() {
            ReleaseStory story = planned()
                    .under(CautiousPolicy.where("/stages/0/criteria/1/boundToContent", "false"))
                    .told(ROSA, new CriterionWaiverProposed("unit-tests", "the bench is away"))
                    .told(MIRA, new CriterionWaived("unit-tests", "the bench is away", ROSA.id()))
                    .told(DINA, change("c-2", DINA))
                    .passed(CI, "features-coded")
                    .passed(CI, "code-reviewed");
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryCriterionIsShown.class);
        }

        @Test
        void givenEvidenceThatMetTheThresholdBeforeAChange_theApprovalIsRefused() {
            ReleaseStory story = judgedBy("measures", COVERAGE, measured("unit-tests", "coverage", "90"))
                    .told(DINA, change("c-2", DINA))
                    .passed(CI, "features-coded")
                    .passed(CI, "code-reviewed");
            refuses(story, "not shown: unit-tests (passed before change c-2 was added; show it again)");
        }
    }

    @Nested
    class ForEveryItemBeforeTheGateIsDone {
        @Test
        void givenAnItemThatMeasuredEvidenceShows_theThresholdTellsToo() {
            ReleaseStory story = approvedUpTo(Stage.STAGING)
                    .ready(Stage.PRODUCTION)
                    .under(CautiousPolicy.where(
                            "/stages/0/criteria/1/measures", "[{\"value\": \"coverage\", \"atLeast\": 80}]"));
            story.refuses(
                    PAULA,
                    story.approval(Stage.PRODUCTION),
                    EveryItemBeforeTheGateIsDone.class,
                    CONFLICT,
                    "open checklist items: unit-tests-passing");
        }

        @Test
        void givenAnOpenItem_theApprovalOfProductionIsRefused() {
            ReleaseStory story = approvedUpTo(Stage.STAGING)
                    .ready(Stage.PRODUCTION)
                    .told(ROSA, new ItemUnticked("rollback-plan-documented", "misses the migration"));
            story.refuses(
                    PAULA,
                    story.approval(Stage.PRODUCTION),
                    EveryItemBeforeTheGateIsDone.class,
                    CONFLICT,
                    "open checklist items: rollback-plan-documented");
        }

        @Test
        void givenAWaiverThatIsOnlyProposed_theApprovalIsRefused() {
            ReleaseStory story = approvedUpTo(Stage.STAGING)
                    .ready(Stage.PRODUCTION)
                    .told(ROSA, new ItemUnticked("flags-configured", "there are none"))
                    .told(ROSA, new ItemWaiverProposed("flags-configured", "there are none"));
            story.refuses(
                    PAULA,
                    story.approval(Stage.PRODUCTION),
                    EveryItemBeforeTheGateIsDone.class,
                    CONFLICT,
                    "flags-configured");
        }

        @Test
        void givenAWaiverProposedBeforeAChange_theRefusalSaysToProposeItAgain() {
            ReleaseStory story = approvedUpTo(Stage.STAGING)
                    .told(ROSA, new ItemWaiverProposed("flags-configured", "there are none"))
                    .told(DINA, change("c-2", DINA));
            story.refuses(
                    PAULA,
                    story.approval(Stage.PRODUCTION),
                    EveryItemBeforeTheGateIsDone.class,
                    CONFLICT,
                    "flags-configured (waiver proposed before change c-2 was added; propose it again)");
        }

        @Test
        void givenASignOffFromBeforeAChange_theApprovalIsRefusedUntilItIsGivenAgain() {
            ReleaseStory story =
                    approvedUpTo(Stage.STAGING).ready(Stage.PRODUCTION).told(DINA, change("c-2", DINA));
            story.refuses(
                    PAULA,
                    story.approval(Stage.PRODUCTION),
                    EveryItemBeforeTheGateIsDone.class,
                    CONFLICT,
                    "qa-signed-off (ticked before change c-2 was added; tick it again)");
            for (Stage stage : List.of(Stage.DEVELOPMENT, Stage.QA, Stage.PRODUCTION)) {
                story.ready(stage);
            }
            story.lets(PAULA, story.approval(Stage.PRODUCTION), EveryItemBeforeTheGateIsDone.class);
        }

        @Test
        void givenAnItemThatIsNotAboutTheContent_itStaysDone() {
            ReleaseStory story = planned().ready(Stage.PRODUCTION).told(DINA, change("c-2", DINA));
            assertThat(story.violations(PAULA, story.approval(Stage.PRODUCTION)))
                    .filteredOn(violation -> violation.rule().equals("EveryItemBeforeTheGateIsDone"))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.reason()).doesNotContain("support-notified"));
        }

        @Test
        void givenTheItemIsWaived_theApprovalFollows() {
            ReleaseStory story = approvedUpTo(Stage.STAGING)
                    .ready(Stage.PRODUCTION)
                    .told(ROSA, new ItemUnticked("flags-configured", "there are none"))
                    .told(ROSA, new ItemWaiverProposed("flags-configured", "there are none"))
                    .told(MIRA, new ItemWaived("flags-configured", "there are none", ROSA.id()));
            story.lets(PAULA, story.approval(Stage.PRODUCTION), EveryItemBeforeTheGateIsDone.class);
        }

        @Test
        void givenAGateThatWaitsForNoItems_theApprovalFollows() {
            ReleaseStory story = planned();
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), EveryItemBeforeTheGateIsDone.class);
        }
    }

    @Nested
    class ForApprovalCoversWhatIsThere {
        @Test
        void givenAnotherContent_theApprovalIsRefused() {
            ReleaseStory story = planned().ready(Stage.DEVELOPMENT);
            StageApproved earlier = story.approval(Stage.DEVELOPMENT);
            story.told(DINA, change("c-2", DINA))
                    .refuses(ROSA, earlier, ApprovalCoversWhatIsThere.class, CONFLICT, "the content is sha256:");
        }

        @Test
        void givenTheContentThatIsThere_theApprovalFollows() {
            ReleaseStory story = planned();
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), ApprovalCoversWhatIsThere.class);
        }
    }

    @Nested
    class ForReconstructionIsForThePast {
        @Test
        void givenALiveRelease_aReconstructedApprovalIsRefused() {
            planned()
                    .refuses(
                            IMPORTER,
                            new StageApprovalReconstructed(Stage.DEVELOPMENT, "", ROSA.id(), null),
                            ReconstructionIsForThePast.class,
                            CONFLICT,
                            "only in backfilled history");
        }

        @Test
        void givenABackfilledRelease_aReconstructedApprovalFollows() {
            backfilled()
                    .told(IMPORTER, new StageApprovalReconstructed(Stage.DEVELOPMENT, "", ROSA.id(), null))
                    .lets(
                            IMPORTER,
                            new StageApprovalReconstructed(Stage.QA, "", ROSA.id(), null),
                            ReconstructionIsForThePast.class);
        }
    }

    @Nested
    class ForHandoverFollowsTheApproval {
        @Test
        void givenAStageThatIsNotApproved_theHandoverIsRefused() {
            planned()
                    .refuses(
                            ROSA,
                            new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, ROSA.id(), QUENTIN.id()),
                            HandoverFollowsTheApproval.class,
                            CONFLICT,
                            "DEVELOPMENT is not approved");
        }

        @Test
        void givenAHandoverPastTheNextStage_itIsRefused() {
            approvedUpTo(Stage.DEVELOPMENT)
                    .refuses(
                            ROSA,
                            new StageHandedOver(Stage.DEVELOPMENT, Stage.PRODUCTION, ROSA.id(), PAULA.id()),
                            HandoverFollowsTheApproval.class,
                            UNPROCESSABLE,
                            "after DEVELOPMENT comes QA");
        }

        @Test
        void givenTheLastStage_thereIsNothingToHandOverTo() {
            approvedUpTo(Stage.POST_RELEASE)
                    .refuses(
                            ROSA,
                            new StageHandedOver(Stage.POST_RELEASE, Stage.DEVELOPMENT, ROSA.id(), DINA.id()),
                            HandoverFollowsTheApproval.class,
                            UNPROCESSABLE,
                            "after POST_RELEASE comes nothing");
        }

        @Test
        void givenAnApprovedStage_theHandoverFollows() {
            approvedUpTo(Stage.DEVELOPMENT)
                    .lets(
                            ROSA,
                            new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, ROSA.id(), QUENTIN.id()),
                            HandoverFollowsTheApproval.class);
        }
    }

    @Nested
    class ForRejectionGoesBack {
        @Test
        void givenAStageThatComesLater_theRejectionIsRefused() {
            planned()
                    .refuses(
                            ROSA,
                            new StageRejected(Stage.DEVELOPMENT, Stage.STAGING, "no"),
                            RejectionGoesBack.class,
                            UNPROCESSABLE,
                            "does not go back to STAGING");
        }

        @Test
        void givenTheStageBefore_theRejectionFollows() {
            approvedUpTo(Stage.DEVELOPMENT)
                    .lets(QUENTIN, new StageRejected(Stage.QA, Stage.DEVELOPMENT, "cart"), RejectionGoesBack.class);
        }

        @Test
        void givenTheFirstStage_itIsDoneAgainItself() {
            planned()
                    .lets(ROSA, new StageRejected(Stage.DEVELOPMENT, Stage.DEVELOPMENT, "no"), RejectionGoesBack.class);
        }
    }

    @Nested
    class ForVoidedApprovalStood {
        @Test
        void givenNoApproval_nothingIsVoided() {
            planned()
                    .refuses(
                            DINA,
                            new ApprovalVoided(Stage.QA, "", VoidingCause.CHANGE_ADDED),
                            VoidedApprovalStood.class,
                            CONFLICT,
                            "stage QA is not approved");
        }

        @Test
        void givenAnApprovalOfSomethingElse_theVoidingIsRefused() {
            approvedUpTo(Stage.DEVELOPMENT)
                    .refuses(
                            DINA,
                            new ApprovalVoided(Stage.DEVELOPMENT, "sha256:00", VoidingCause.CHANGE_ADDED),
                            VoidedApprovalStood.class,
                            CONFLICT,
                            "not of sha256:00");
        }

        @Test
        void givenAnApprovalThatStands_itCanBeVoided() {
            ReleaseStory story = approvedUpTo(Stage.DEVELOPMENT);
            story.lets(
                    DINA,
                    new ApprovalVoided(
                            Stage.DEVELOPMENT,
                            ContentDigest.of(story.release(), Stage.DEVELOPMENT),
                            VoidingCause.CHANGE_ADDED),
                    VoidedApprovalStood.class);
        }
    }
}
