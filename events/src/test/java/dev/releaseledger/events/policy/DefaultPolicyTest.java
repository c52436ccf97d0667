package dev.releaseledger.events.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The default policy is the release process as it is written down: the same criteria and items, in the same words. */
class DefaultPolicyTest {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();

    /** Each stage's criteria. */
    private static final Map<Stage, List<String>> CRITERIA = Map.of(
            Stage.DEVELOPMENT, List.of("All features coded", "Unit tests passing", "Code reviewed and merged"),
            Stage.QA, List.of("Integration tests passing", "End-to-end tests passing", "Exploratory testing complete"),
            Stage.STAGING, List.of("Deployed to staging", "Smoke tests passing", "Stakeholder sign-off"),
            Stage.PRODUCTION,
                    List.of("Deployed to production", "Deployment verified", "Watched for issues (15 minutes)"),
            Stage.POST_RELEASE, List.of("Release notes communicated", "Metrics watched", "Issues responded to"));

    /** The pre-release checklist, section by section. */
    private static final List<String> PRE_RELEASE = List.of(
            "Code and tests: Everything merged to the release branch",
            "Code and tests: Unit tests passing",
            "Code and tests: Integration tests passing",
            "Code and tests: End-to-end tests passing",
            "Code and tests: Coverage meets its threshold",
            "Code and tests: No critical vulnerabilities",
            "Code and tests: Performance benchmarks acceptable",
            "Documentation: Release notes written",
            "Documentation: API documentation updated",
            "Documentation: Runbook updated if needed",
            "Documentation: Known issues documented",
            "Stakeholders: Product owner signed off",
            "Stakeholders: QA signed off",
            "Stakeholders: Support team notified",
            "Stakeholders: Customer success team notified",
            "Infrastructure: Database migrations tested",
            "Infrastructure: Feature flags configured",
            "Infrastructure: Rollback plan documented",
            "Infrastructure: On-call engineer named");

    /** The release-day checklist, in its order. */
    private static final List<String> RELEASE_DAY = List.of(
            "Announce the window to the team",
            "Verify that staging is healthy",
            "Run the final smoke tests",
            "Take a production backup where it applies",
            "Deploy to production",
            "Run the production smoke tests",
            "Verify that key metrics are normal",
            "Watch error rates for 15 minutes",
            "Announce completion",
            "Update the release record");

    @Test
    void everyStageIsThereInItsOrder_withItsCriteria() {
        assertThat(POLICY.stages()).extracting(StagePolicy::stage).containsExactly(Stage.values());
        for (StagePolicy stage : POLICY.stages()) {
            assertThat(stage.criteria())
                    .extracting(Criterion::title)
                    .containsExactlyElementsOf(CRITERIA.getOrDefault(stage.stage(), List.of()));
        }
    }

    @Test
    void aCriterionStandsBeforeItsOwnStagesGate_butWhatOnlyTheDeploymentShowsBeforeTheNext() {
        for (StagePolicy stage : POLICY.stages()) {
            Stage gate = stage.stage() == Stage.PRODUCTION ? Stage.POST_RELEASE : stage.stage();
            assertThat(stage.criteria()).as(stage.stage().name()).allMatch(criterion -> criterion.gate() == gate);
        }
        assertThat(POLICY.criteriaBefore(Stage.PRODUCTION)).isEmpty();
        assertThat(POLICY.criteriaBefore(Stage.POST_RELEASE)).hasSize(6);
    }

    @Test
    void thePreReleaseChecklistIsDoneBeforeProduction() {
        Checklist checklist = checklist("pre-release");

        assertThat(checklist.gate()).isEqualTo(Stage.PRODUCTION);
        assertThat(checklist.items().stream().map(item -> item.section() + ": " + item.title()))
                .containsExactlyElementsOf(PRE_RELEASE);
        assertThat(POLICY.itemsBefore(Stage.PRODUCTION)).isEqualTo(checklist.items());
    }

    @Test
    void theReleaseDayChecklistIsDoneBeforeTheReleaseIsCompleted() {
        Checklist checklist = checklist("release-day");

        assertThat(checklist.gate()).isNull();
        assertThat(checklist.items()).extracting(ChecklistItem::title).containsExactlyElementsOf(RELEASE_DAY);
        assertThat(POLICY.items()).containsAll(checklist.items());
    }

    @Test
    void everyIdIsUnique() {
        assertThat(POLICY.checklists()).extracting(Checklist::id).doesNotHaveDuplicates();
        assertThat(criteria().map(Criterion::id)).doesNotHaveDuplicates();
        assertThat(POLICY.items()).extracting(ChecklistItem::id).doesNotHaveDuplicates();
    }

    @Test
    void anItemAndACriterionOfOneNameAreNeverTwoThings() {
        List<String> ids = new ArrayList<>(criteria().map(Criterion::id).toList());
        POLICY.items().forEach(item -> ids.add(item.id()));

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyCriterionAndEveryItemIsShownBySomebodyOrBySomething() {
        assertThat(criteria()).allMatch(criterion -> criterion.evidenceBy().isEmpty() == (criterion.shownBy() != null));
        assertThat(POLICY.items()).allMatch(item -> item.tickedBy().isEmpty() == (item.shownBy() != null));
    }

    @Test
    void whatTheLedgerSeesIsInThePolicy() {
        Stream.concat(
                        criteria().flatMap(criterion -> Stream.ofNullable(criterion.shownBy())),
                        POLICY.items().stream().flatMap(item -> Stream.ofNullable(item.shownBy())))
                .forEach(sight -> {
                    switch (sight) {
                        case Sight.Deployed deployed ->
                            assertThat(POLICY.stageOf(deployed.environment())).isPresent();
                        case Sight.Verified verified ->
                            assertThat(POLICY.stageOf(verified.environment())).isPresent();
                        case Sight.Shown shown ->
                            assertThat(POLICY.criterion(shown.criterion())).isPresent();
                    }
                });
    }

    @Test
    void aSignOffIsTickedByWhoItNames() {
        assertThat(POLICY.item("product-owner-signed-off").orElseThrow().tickedBy())
                .containsExactly(Role.PRODUCT_OWNER);
        assertThat(POLICY.item("qa-signed-off").orElseThrow().tickedBy()).containsExactly(Role.QA_LEAD);
        assertThat(POLICY.item("support-notified").orElseThrow().tickedBy()).containsExactly(Role.SUPPORT);
        assertThat(POLICY.criterion("stakeholder-sign-off").orElseThrow().evidenceBy())
                .containsExactly(Role.PRODUCT_OWNER);
        assertThat(POLICY.criterion("exploratory-testing").orElseThrow().evidenceBy())
                .containsExactly(Role.QA_LEAD);
    }

    @Test
    void everyStrategyIsAllowed_andTwoOfTheEnvironmentsBelongToStages() {
        assertThat(POLICY.strategies()).containsExactlyInAnyOrder(Strategy.values());
        assertThat(POLICY.environments())
                .containsOnly(
                        entry("development", new Environment(null)),
                        entry("qa", new Environment(null)),
                        entry("staging", new Environment(Stage.STAGING)),
                        entry("production", new Environment(Stage.PRODUCTION)));
        assertThat(POLICY.stageOf("qa")).isEmpty();
        assertThat(POLICY.stageOf("playground")).isEmpty();
    }

    @Test
    void itIsTheFirstVersion_andTheOnlyOne() {
        assertThat(POLICY.version()).isEqualTo(1);
        assertThat(PolicyBook.pinned(1)).isSameAs(POLICY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicyBook.pinned(2))
                .withMessageContaining("2");
    }

    private static Stream<Criterion> criteria() {
        return POLICY.stages().stream().flatMap(stage -> stage.criteria().stream());
    }

    private static Checklist checklist(String id) {
        return POLICY.checklists().stream()
                .filter(checklist -> checklist.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
