package dev.releaseledger.events.release.hotfix;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.IMPORTER;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.PRODUCTION_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.STAGING_DEPLOYMENT;
import static dev.releaseledger.events.release.ReleaseStory.deployment;
import static dev.releaseledger.events.release.ReleaseStory.hotfix;
import static dev.releaseledger.events.release.ReleaseStory.hotfixApprovedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.plan;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.HotfixBranched;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be said in the hotfix lane. */
class HotfixRulesTest {
    private static final HotfixTriaged TRIAGED = pleading("production-outage");
    private static final HotfixBranched BRANCHED = from("2.4.0");
    private static final ObligationMet MERGED = new ObligationMet("MERGED_BACK", null, null);

    private static HotfixTriaged pleading(String reason) {
        return new HotfixTriaged(reason, "Nobody can pay", OLE.id());
    }

    private static HotfixBranched from(String base) {
        return new HotfixBranched("hotfix/2.4.1", base, "4b825dc6");
    }

    private static ChangeAdded change(ChangeCategory category) {
        return new ChangeAdded("c-1", category, "Checkout: pay again", null, DINA.id(), null, null, List.of());
    }

    private static ReleaseStory backfilledHotfix() {
        return ReleaseStory.unplanned()
                .claiming(Instant.parse("2019-05-01T10:00:00Z"))
                .told(IMPORTER, plan(ReleaseKind.HOTFIX, Strategy.ROLLING, "2.4.0"));
    }

    private static ReleaseStory inProduction() {
        return hotfixApprovedUpTo(Stage.PRODUCTION).deployed(PRODUCTION_DEPLOYMENT, "production");
    }

    private static HotfixBudgetOverrun overrunOfTriage(ReleaseStory story) {
        HotfixClock triage =
                HotfixClock.of(story.release(), PolicyBook.defaultPolicy()).getFirst();
        return new HotfixBudgetOverrun(triage.phase(), triage.startedAt(), triage.budget(), triage.dueAt());
    }

    @Test
    void triageIsForWhoIsOnCall_andTheBranchForDevelopers() {
        hotfix().refuses(ROSA, TRIAGED, ActorHasTheRight.class, FORBIDDEN, "TRIAGE_HOTFIX");
        hotfix().triaged().refuses(ROSA, BRANCHED, ActorHasTheRight.class, FORBIDDEN, "BRANCH_HOTFIX");
    }

    @Nested
    class ForLaneIsForHotfixes {
        @Test
        void givenAnOrdinaryRelease_theLaneIsNotForIt() {
            planned().refuses(OLE, TRIAGED, LaneIsForHotfixes.class, CONFLICT, "the ordinary way");
        }

        @Test
        void givenAHotfix_theLaneIsForIt() {
            hotfix().lets(OLE, TRIAGED, LaneIsForHotfixes.class);
        }
    }

    @Nested
    class ForHotfixQualifies {
        @Test
        void givenAPleaThatDoesNotQualify_itIsRefusedWithTheReason() {
            hotfix().refuses(OLE, pleading("polish"), HotfixQualifies.class, UNPROCESSABLE, "Polish (polish) is no");
        }

        @Test
        void givenAReasonThatNobodyKnows_thoseThatQualifyAreNamed() {
            hotfix().refuses(OLE, pleading("boredom"), HotfixQualifies.class, UNPROCESSABLE, "data-corruption-risk");
        }

        @Test
        void givenAReasonThatQualifies_theTriageFollows() {
            hotfix().lets(OLE, TRIAGED, HotfixQualifies.class);
        }
    }

    @Nested
    class ForHotfixIsTriagedOnce {
        @Test
        void givenATriage_anotherIsRefused() {
            hotfix().triaged().refuses(OLE, TRIAGED, HotfixIsTriagedOnce.class, CONFLICT, "already: production-outage");
        }

        @Test
        void givenNone_itFollows() {
            hotfix().lets(OLE, TRIAGED, HotfixIsTriagedOnce.class);
        }
    }

    @Nested
    class ForHotfixIsTriaged {
        private final DeploymentStarted toStaging = deployment(STAGING_DEPLOYMENT, "staging", Strategy.ROLLING);

        @Test
        void givenNoTriage_nothingIsBranchedApprovedOrDeployed() {
            ReleaseStory story = hotfix();
            story.refuses(DINA, BRANCHED, HotfixIsTriaged.class, CONFLICT, "not triaged");
            story.refuses(ROSA, story.approval(Stage.DEVELOPMENT), HotfixIsTriaged.class, CONFLICT, "not triaged");
            story.refuses(CI, toStaging, HotfixIsTriaged.class, CONFLICT, "not triaged");
        }

        @Test
        void givenATriage_itFollows() {
            ReleaseStory story = hotfix().triaged();
            story.lets(DINA, BRANCHED, HotfixIsTriaged.class);
            story.lets(CI, toStaging, HotfixIsTriaged.class);
        }

        @Test
        void givenAnOrdinaryReleaseOrOneOfThePast_noTriageIsAskedFor() {
            planned().lets(CI, toStaging, HotfixIsTriaged.class);
            backfilledHotfix().lets(IMPORTER, toStaging, HotfixIsTriaged.class);
        }
    }

    @Nested
    class ForHotfixIsBranched {
        @Test
        void givenNoBranch_noGateOpens() {
            ReleaseStory story = hotfix().triaged();
            story.refuses(ROSA, story.approval(Stage.DEVELOPMENT), HotfixIsBranched.class, CONFLICT, "no branch yet");
        }

        @Test
        void givenABranch_orAnOrdinaryRelease_itMayOpen() {
            ReleaseStory story = hotfix().triaged().branched();
            story.lets(ROSA, story.approval(Stage.DEVELOPMENT), HotfixIsBranched.class);
            planned().lets(ROSA, story.approval(Stage.DEVELOPMENT), HotfixIsBranched.class);
        }
    }

    @Nested
    class ForHotfixBranchesFromWhatItMends {
        @Test
        void givenAnotherBase_theBranchIsRefused() {
            hotfix().triaged()
                    .refuses(
                            DINA,
                            from("main"),
                            HotfixBranchesFromWhatItMends.class,
                            CONFLICT,
                            "its tag, not from main");
        }

        @Test
        void givenTheVersionThatItMendsOrItsTag_itFollows() {
            ReleaseStory story = hotfix().triaged();
            story.lets(DINA, from("2.4.0"), HotfixBranchesFromWhatItMends.class);
            story.lets(DINA, from("v2.4.0"), HotfixBranchesFromWhatItMends.class);
        }
    }

    @Nested
    class ForBranchIsNamedInDevelopment {
        @Test
        void givenAnApprovedDevelopment_noOtherBranchIsNamed() {
            hotfixApprovedUpTo(Stage.DEVELOPMENT)
                    .refuses(DINA, BRANCHED, BranchIsNamedInDevelopment.class, CONFLICT, "made on hotfix/2.4.1");
        }

        @Test
        void givenOneThatGoesOn_anotherIs() {
            hotfix().triaged().branched().lets(DINA, BRANCHED, BranchIsNamedInDevelopment.class);
        }
    }

    @Nested
    class ForHotfixFixesOnly {
        @Test
        void givenAFeatureOrAnImprovement_itIsRefused() {
            for (ChangeCategory category : List.of(ChangeCategory.FEATURE, ChangeCategory.IMPROVEMENT)) {
                hotfix().refuses(
                                DINA, change(category), HotfixFixesOnly.class, UNPROCESSABLE, "is a " + category + ",");
            }
        }

        @Test
        void givenAFix_orAnOrdinaryRelease_orThePast_itFollows() {
            hotfix().lets(DINA, change(ChangeCategory.FIX), HotfixFixesOnly.class);
            planned().lets(DINA, change(ChangeCategory.FEATURE), HotfixFixesOnly.class);
            backfilledHotfix().lets(IMPORTER, change(ChangeCategory.FEATURE), HotfixFixesOnly.class);
        }
    }

    @Nested
    class ForBudgetIsOverrun {
        private static final Duration QUARTER = Duration.ofMinutes(15);

        @Test
        void givenTimeThatIsLeft_nothingIsOverrun() {
            ReleaseStory story = hotfix();
            story.after(QUARTER.minusMillis(1))
                    .refuses(OLE, overrunOfTriage(story), BudgetIsOverrun.class, CONFLICT, "TRIAGE has until");
        }

        @Test
        void givenTimeThatIsOver_theOverrunFollows_andOnce() {
            ReleaseStory story = hotfix();
            HotfixBudgetOverrun overrun = overrunOfTriage(story);
            story.after(QUARTER).lets(OLE, overrun, BudgetIsOverrun.class);
            story.told(OLE, overrun).refuses(OLE, overrun, BudgetIsOverrun.class, CONFLICT, "is on record");
        }

        @Test
        void givenAPhaseThatEndedInTime_nothingIsOverrun() {
            ReleaseStory story = hotfix().triaged();
            story.after(QUARTER).refuses(OLE, overrunOfTriage(story), BudgetIsOverrun.class, CONFLICT, "ended in time");
        }

        @Test
        void givenAPhaseThatEndedLate_theOverrunFollows() {
            ReleaseStory story = hotfix().after(QUARTER).triaged();
            story.lets(OLE, overrunOfTriage(story), BudgetIsOverrun.class);
        }

        @Test
        void givenAPhaseThatHasNotBegun_orAnotherBudget_nothingIsOverrun() {
            ReleaseStory story = hotfix().after(Duration.ofDays(1));
            HotfixBudgetOverrun triage = overrunOfTriage(story);
            story.refuses(
                    OLE,
                    new HotfixBudgetOverrun(HotfixPhase.TESTING, triage.startedAt(), QUARTER, triage.dueAt()),
                    BudgetIsOverrun.class,
                    CONFLICT,
                    "TESTING did not begin");
            story.refuses(
                    OLE,
                    new HotfixBudgetOverrun(
                            HotfixPhase.TRIAGE, triage.startedAt(), Duration.ofHours(1), triage.dueAt()),
                    BudgetIsOverrun.class,
                    CONFLICT,
                    "may take PT15M");
        }
    }

    @Nested
    class ForObligationIsInThePolicy {
        @Test
        void givenAnotherObligation_itIsRefused() {
            hotfix().refuses(
                            ROSA,
                            new ObligationMet("CAKE", null, null),
                            ObligationIsInThePolicy.class,
                            UNPROCESSABLE,
                            "it has MERGED_BACK, INCIDENT_LOGGED, PROPER_FIX_SCHEDULED");
        }

        @Test
        void givenOneOfThePolicy_itFollows() {
            hotfix().lets(DINA, MERGED, ObligationIsInThePolicy.class);
        }
    }

    @Nested
    class ForCleanUpFollowsTheDeployment {
        @Test
        void givenAHotfixThatIsNotVerifiedInProduction_nothingIsCleanedUpYet() {
            hotfixApprovedUpTo(Stage.PRODUCTION)
                    .refuses(DINA, MERGED, CleanUpFollowsTheDeployment.class, CONFLICT, "not verified in production");
        }

        @Test
        void givenAVerifiedOne_itIs() {
            inProduction().lets(DINA, MERGED, CleanUpFollowsTheDeployment.class);
        }
    }

    @Nested
    class ForEveryObligationIsMet {
        @Test
        void givenOpenObligations_theHotfixIsNotCompleted() {
            inProduction()
                    .told(DINA, MERGED)
                    .refuses(
                            ROSA,
                            new ReleaseCompleted(null),
                            EveryObligationIsMet.class,
                            CONFLICT,
                            "open obligations: INCIDENT_LOGGED, PROPER_FIX_SCHEDULED");
        }

        @Test
        void givenEachIsMet_itIsCompleted() {
            inProduction()
                    .told(DINA, MERGED)
                    .told(OLE, new ObligationMet("INCIDENT_LOGGED", "https://incidents.example.com/9", null))
                    .told(ROSA, new ObligationMet("PROPER_FIX_SCHEDULED", null, "in sprint 12"))
                    .lets(ROSA, new ReleaseCompleted(null), EveryObligationIsMet.class);
        }

        @Test
        void givenAnOrdinaryRelease_orAHotfixOfThePast_noneIsAskedFor() {
            ReleaseStory.inProduction().lets(ROSA, new ReleaseCompleted(null), EveryObligationIsMet.class);
            backfilledHotfix().lets(IMPORTER, new ReleaseCompleted(null), EveryObligationIsMet.class);
        }
    }
}
