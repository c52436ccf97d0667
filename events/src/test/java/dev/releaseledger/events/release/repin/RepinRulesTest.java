package dev.releaseledger.events.release.repin;

import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.backfilled;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.PolicyRepinProposed;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.checklist.ItemIsDone;
import dev.releaseledger.events.release.checklist.OpenItems;
import dev.releaseledger.events.release.evidence.CriterionIsShown;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What it takes to change the rules on the way. */
class RepinRulesTest {
    private static final PolicyRepinProposed PROPOSED = new PolicyRepinProposed(2, "Coverage is measured from now on");
    private static final PolicyRepinned REPINNED =
            new PolicyRepinned(1, 2, ROSA.id(), "Coverage is measured from now on");

    @Nested
    class ForRepinChangesTheVersion {
        @Test
        void givenTheVersionThatItGoesBy_theProposalIsRefused() {
            planned()
                    .refuses(
                            ROSA,
                            new PolicyRepinProposed(1, "x"),
                            RepinChangesTheVersion.class,
                            CONFLICT,
                            "goes by version 1 already");
        }

        @Test
        void givenTheSameProposalAgain_itIsRefused_butAnotherVersionFollows() {
            ReleaseStory story = planned();
            story.told(ROSA, PROPOSED).refuses(ROSA, PROPOSED, RepinChangesTheVersion.class, CONFLICT, "already");
            story.lets(ROSA, new PolicyRepinProposed(3, "x"), RepinChangesTheVersion.class);
        }
    }

    @Nested
    class ForRepinHasASecondPerson {
        @Test
        void givenNoProposal_itIsRefused() {
            planned().refuses(MIRA, REPINNED, RepinHasASecondPerson.class, CONFLICT, "nobody has proposed version 2");
        }

        @Test
        void givenWhoProposedIt_theyCannotGrantItToo() {
            ReleaseStory story = planned().told(ROSA, PROPOSED);
            Attribution both =
                    new Attribution(ROSA.id(), Set.of(Role.RELEASE_MANAGER, Role.MANAGER), story.now(), null);
            assertThat(ReleaseRules.judge(
                            story.release(), REPINNED, both, PolicyBook.defaultPolicy(), Surroundings.NONE))
                    .extracting(Violation::rule, Violation::kind)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("RepinHasASecondPerson", FORBIDDEN));
        }

        @Test
        void givenAnotherThanWhatItGoesBy_itIsRefused() {
            planned()
                    .told(ROSA, PROPOSED)
                    .refuses(
                            MIRA,
                            new PolicyRepinned(7, 2, ROSA.id(), "x"),
                            RepinHasASecondPerson.class,
                            CONFLICT,
                            "goes by version 1, not by 7");
        }

        @Test
        void givenASecondPerson_theReleaseGoesByTheOtherVersion() {
            ReleaseStory story = planned().told(ROSA, PROPOSED);
            story.lets(MIRA, REPINNED, RepinHasASecondPerson.class);
            story.told(MIRA, REPINNED);
            assertThat(story.release().plan().policyVersion()).isEqualTo(2);
            assertThat(story.release().repin()).isNull();
        }
    }

    @Test
    void givenAGateThatWaitsForSomethingElse_itsApprovalAndEveryLaterOneIsVoid() {
        ReleaseStory story = approvedUpTo(Stage.PRODUCTION);
        assertThat(VoidedApprovals.between(
                        PolicyBook.defaultPolicy(),
                        CautiousPolicy.where("/stages/2/approval/approvals", "2"),
                        story.release()))
                .extracting(ApprovalVoided::stage, ApprovalVoided::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Stage.STAGING, VoidingCause.POLICY_CHANGED),
                        org.assertj.core.groups.Tuple.tuple(Stage.PRODUCTION, VoidingCause.POLICY_CHANGED));
    }

    @Test
    void givenOtherStrategiesAlone_noApprovalIsVoid() {
        assertThat(VoidedApprovals.between(
                        PolicyBook.defaultPolicy(),
                        CautiousPolicy.withoutRolling(),
                        approvedUpTo(Stage.PRODUCTION).release()))
                .isEmpty();
    }

    @Test
    void givenAVersionThatWantsAnotherRole_whatWasShownInTheOldOneNoLongerCounts() {
        ReleasePolicy stricter = CautiousPolicy.where("/stages/0/criteria/1/evidenceBy", "[\"qa-lead\"]");
        Criterion unitTests = stricter.criterion("unit-tests").orElseThrow();
        ReleaseStory story = approvedUpTo(Stage.DEVELOPMENT);

        assertThat(CriterionIsShown.lack(unitTests, story.release(), story.now()))
                .contains("shown by ci, whose evidence does not count; it comes from qa-lead");
        story.under(stricter).passed(Person.QUENTIN, "unit-tests");
        assertThat(CriterionIsShown.lack(unitTests, story.release(), story.now()))
                .isEmpty();
    }

    @Test
    void givenWhatTheImporterTellsOfThePast_itCountsWhateverTheRole() {
        ReleaseStory story = backfilled().passed(Person.IMPORTER, "unit-tests");
        Criterion unitTests = PolicyBook.defaultPolicy().criterion("unit-tests").orElseThrow();

        assertThat(CriterionIsShown.lack(unitTests, story.release(), story.now()))
                .isEmpty();
    }

    @Test
    void givenAVersionThatWantsAnotherRole_whatWasTickedInTheOldOneIsOpenAgain() {
        ReleaseStory story = planned().told(ROSA, new ItemTicked("rollback-plan-documented", null));
        ReleasePolicy policy = PolicyBook.defaultPolicy();
        ChecklistItem item = policy.item("rollback-plan-documented").orElseThrow();
        ChecklistItem stricter = new ChecklistItem(
                item.id(),
                item.section(),
                item.title(),
                Set.of(Role.ON_CALL),
                item.boundToContent(),
                item.shownBy(),
                item.appliesTo());

        assertThat(ItemIsDone.isMarked(item, story.release())).isTrue();
        assertThat(ItemIsDone.isMarked(stricter, story.release())).isFalse();
        assertThat(OpenItems.among(List.of(stricter), story.release(), each -> false))
                .contains("open checklist items: rollback-plan-documented (ticked by a role that may not;"
                        + " on-call ticks it again)");
    }
}
