package dev.releaseledger.events.release.gate;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.PAULA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.evidence;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.gate.Gate.CriterionState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said of a gate is what its refusal says. */
class GateTest {
    private static final ReleasePolicy DEFAULT = PolicyBook.defaultPolicy();

    @Test
    void givenAShutGate_whatItSaysIsWhatTheRefusalOfItsApprovalSays() {
        ReleaseStory story = planned().passed(CI, "unit-tests").told(CI, evidence("code-reviewed", Outcome.FAILED));

        Gate gate = gate(story, Stage.DEVELOPMENT, DEFAULT);

        assertThat(gate.standing()).isEqualTo(Gate.Standing.SHUT);
        assertThat(gate.criteria())
                .extracting(Gate.CriterionStanding::id, Gate.CriterionStanding::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("features-coded", CriterionState.MISSING),
                        org.assertj.core.groups.Tuple.tuple("unit-tests", CriterionState.SHOWN),
                        org.assertj.core.groups.Tuple.tuple("code-reviewed", CriterionState.FAILED));
        assertThat(gate.refusal())
                .extracting(Gate.Refused::rule, Gate.Refused::reason)
                .containsExactlyElementsOf(story.violations(Person.ROSA, story.approval(Stage.DEVELOPMENT)).stream()
                        .map(found -> org.assertj.core.groups.Tuple.tuple(found.rule(), found.reason()))
                        .toList())
                .isNotEmpty();
    }

    @Test
    void givenAGateWhoseTurnHasNotCome_theRefusalSaysSo() {
        assertThat(gate(planned(), Stage.QA, DEFAULT).refusal())
                .extracting(Gate.Refused::rule)
                .contains("StagesGoInOrder");
    }

    @Test
    void givenAllThatAGateWaitsFor_thereIsNoRefusal_andWhoMayNotApproveIsNamed() {
        Gate gate = gate(approvedUpTo(Stage.STAGING).ready(Stage.PRODUCTION), Stage.PRODUCTION, DEFAULT);

        assertThat(gate.refusal()).isEmpty();
        assertThat(gate.items()).isNotEmpty().allMatch(Gate.Item::done);
        assertThat(gate.approvals().mayNot())
                .contains(Person.ROSA.id(), Person.DINA.id())
                .doesNotContain(PAULA.id());
    }

    @Test
    void givenOneOfTwoApprovals_itIsShown_andTheGateIsStillShut() {
        ReleasePolicy two = CautiousPolicy.where("/stages/3/approval/approvals", "2");
        ReleaseStory story = approvedUpTo(Stage.STAGING).under(two).ready(Stage.PRODUCTION);
        story.told(PAULA, story.given(Stage.PRODUCTION));

        Gate before = gate(story, Stage.PRODUCTION, two);
        Gate after = gate(story.told(MIRA, story.approval(Stage.PRODUCTION)), Stage.PRODUCTION, two);

        assertThat(before.standing()).isEqualTo(Gate.Standing.SHUT);
        assertThat(before.approvals().needed()).isEqualTo(2);
        assertThat(before.approvals().given()).extracting(Gate.By::by).containsExactly(PAULA.id());
        assertThat(after.standing()).isEqualTo(Gate.Standing.OPEN);
        assertThat(after.approvals().given()).extracting(Gate.By::by).containsExactly(PAULA.id(), MIRA.id());
    }

    @Test
    void givenEvidenceThatIsTooOld_itIsExpired() {
        ReleasePolicy policy = CautiousPolicy.where("/stages/0/criteria/1/validFor", "\"PT1H\"");
        ReleaseStory story = planned().under(policy).passed(CI, "unit-tests").after(Duration.ofHours(2));

        assertThat(gate(story, Stage.DEVELOPMENT, policy).criteria().get(1).state())
                .isEqualTo(CriterionState.EXPIRED);
    }

    @Test
    void givenADeploymentOfOtherContent_whatItShowedIsStale() {
        ReleaseStory story = approvedUpTo(Stage.QA).ready(Stage.STAGING).told(DINA, change("c-2", DINA));

        assertThat(criterion(gate(story, Stage.STAGING, DEFAULT), "deployed-to-staging"))
                .satisfies(standing -> {
                    assertThat(standing.state()).isEqualTo(CriterionState.STALE);
                    assertThat(standing.lack()).isEqualTo("deployed before change c-2 was added; deploy it again");
                });
    }

    @Test
    void givenAWaiverOfOtherContent_whatWasWaivedIsStale() {
        ReleaseStory story = planned()
                .told(ROSA, new CriterionWaiverProposed("unit-tests", "x"))
                .told(MIRA, new CriterionWaived("unit-tests", "x", ROSA.id()));
        assertThat(criterion(gate(story, Stage.DEVELOPMENT, DEFAULT), "unit-tests")
                        .state())
                .isEqualTo(CriterionState.WAIVED);

        story.told(DINA, change("c-2", DINA));

        assertThat(criterion(gate(story, Stage.DEVELOPMENT, DEFAULT), "unit-tests"))
                .satisfies(standing -> {
                    assertThat(standing.state()).isEqualTo(CriterionState.STALE);
                    assertThat(standing.lack())
                            .isEqualTo("waived before change c-2 was added; show it, or waive it again");
                });
    }

    @Test
    void givenOneOfTwoApprovals_whoGaveItMayNotApproveAgain() {
        ReleasePolicy two = CautiousPolicy.where("/stages/3/approval/approvals", "2");
        ReleaseStory story = approvedUpTo(Stage.STAGING).under(two).ready(Stage.PRODUCTION);
        assertThat(gate(story, Stage.PRODUCTION, two).approvals().mayNot()).doesNotContain(PAULA.id());

        story.told(PAULA, story.given(Stage.PRODUCTION));

        assertThat(gate(story, Stage.PRODUCTION, two).approvals().mayNot()).contains(PAULA.id());
    }

    private static Gate.CriterionStanding criterion(Gate gate, String id) {
        return gate.criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Gate gate(ReleaseStory story, Stage stage, ReleasePolicy policy) {
        return Gate.of(story.release(), policy, story.now()).get(stage.ordinal());
    }
}
