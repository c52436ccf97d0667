package dev.releaseledger.events.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.rule.Rights;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The default policy is the release process as it is written down: the same criteria and items, in the same words. */
class DefaultPolicyTest {
    private static final Repeats ONCE = new Repeats(1, 1);

    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();

    /** Each stage's criteria. */
    private static final Map<Stage, List<String>> CRITERIA = Map.of(
            Stage.DEVELOPMENT, List.of("All features coded", "Unit tests passing", "Code reviewed and merged"),
            Stage.QA, List.of("Integration tests passing", "End-to-end tests passing", "Exploratory testing complete"),
            Stage.STAGING, List.of("Deployed to staging", "Smoke tests passing", "Stakeholder sign-off"),
            Stage.PRODUCTION,
                    List.of("Deployed to production", "Deployment verified", "Watched for issues (15 minutes)"),
            Stage.POST_RELEASE, List.of("Release notes communicated", "Metrics watched", "Issues responded to"));

    /** What a hotfix shows instead, up to production. */
    private static final Map<Stage, List<String>> HOTFIX_CRITERIA = Map.of(
            Stage.DEVELOPMENT,
                    List.of(
                            "Unit tests passing",
                            "Code reviewed and merged",
                            "Minimal fix, branched from the production tag",
                            "A test covers the issue"),
            Stage.QA, List.of("The fix verified", "The affected area regression-tested"),
            Stage.STAGING, List.of("Deployed to staging", "Smoke tests passing"));

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
            assertThat(titles(stage, ReleaseKind.STANDARD))
                    .containsExactlyElementsOf(CRITERIA.getOrDefault(stage.stage(), List.of()));
        }
    }

    @Test
    void aHotfixShowsTheFixAndItsTests_andIsReviewedLikeEverythingElse() {
        for (StagePolicy stage : POLICY.stages()) {
            assertThat(titles(stage, ReleaseKind.HOTFIX))
                    .containsExactlyElementsOf(HOTFIX_CRITERIA.getOrDefault(
                            stage.stage(), CRITERIA.getOrDefault(stage.stage(), List.of())));
        }
    }

    @Test
    void aHotfixHasAShorterChecklistBeforeProduction_andTheSameOnTheDay() {
        assertThat(POLICY.itemsBefore(Stage.PRODUCTION, ReleaseKind.HOTFIX))
                .extracting(ChecklistItem::id)
                .containsExactly(
                        "merged-to-release-branch",
                        "unit-tests-passing",
                        "no-critical-vulnerabilities",
                        "release-notes-written",
                        "support-notified",
                        "migrations-tested",
                        "rollback-plan-documented",
                        "on-call-named");
        assertThat(checklist("release-day").items(ReleaseKind.HOTFIX))
                .isEqualTo(checklist("release-day").items());
    }

    @Test
    void eachStageIsApprovedOnceByTheRolesOfTheTable_andProductionByNeitherPlannerNorAuthors() {
        for (StagePolicy stage : POLICY.stages()) {
            ApprovalPolicy expected = new ApprovalPolicy(
                    RoleTable.standard().rolesWith(Rights.toApprove(stage.stage())),
                    1,
                    stage.stage() == Stage.PRODUCTION ? Set.of(Involved.PLANNER, Involved.AUTHORS) : Set.of());
            assertThat(stage.approvalOf(ReleaseKind.STANDARD)).isEqualTo(expected);
            assertThat(stage.approvalOf(ReleaseKind.HOTFIX)).isEqualTo(expected);
        }
    }

    @Test
    void theDayHasAnOrder() {
        assertThat(checklist("release-day").ordered()).isTrue();
        assertThat(checklist("pre-release").ordered()).isFalse();
    }

    @Test
    void theFiguresOfTriggersPhasesAndBudgetsAreTheOnesWrittenDown() {
        assertThat(POLICY.triggers())
                .containsExactly(
                        new Trigger.ErrorRate("error-rate", BigDecimal.valueOf(5), new BigDecimal("0.1"), ONCE),
                        new Trigger.Latency("latency", BigDecimal.valueOf(3), null, ONCE),
                        new Trigger.HealthChecks("health-checks", ONCE),
                        new Trigger.BusinessMetric("business-metric", BigDecimal.TEN, null, ONCE));
        assertThat(POLICY.flagPhases().phases().stream()
                        .map(phase -> phase.fromPercent() + "-" + phase.toPercent() + " " + phase.atLeast()))
                .containsExactly("0-5 PT48H", "5-20 PT168H", "20-100 PT168H", "100-100 PT0S");
        assertThat(POLICY.hotfix().budgets())
                .containsExactly(
                        entry(HotfixPhase.TRIAGE, Duration.ofMinutes(15)),
                        entry(HotfixPhase.DEVELOPMENT, Duration.ofHours(4)),
                        entry(HotfixPhase.TESTING, Duration.ofHours(1)),
                        entry(HotfixPhase.DEPLOYMENT, Duration.ofMinutes(30)));
        assertThat(POLICY.hotfix().obligations())
                .extracting(Named::id)
                .containsExactly("MERGED_BACK", "INCIDENT_LOGGED", "PROPER_FIX_SCHEDULED");
        assertThat(POLICY.rollback().preAuthorised()).isEmpty();
        assertThat(POLICY.rollback().kinds()).containsExactly(RollbackKind.CODE);
        assertThat(POLICY.rollback().obligations())
                .extracting(Named::id)
                .containsExactly("DOCUMENTED", "ROOT_CAUSE", "RE_RELEASE_PLANNED");
        assertThat(POLICY.windows()).isEqualTo(new WindowPolicy(true, Set.of("production"), Duration.ofHours(4)));
        assertThat(POLICY.incidents().severityOf())
                .containsExactly(
                        entry(IncidentOrigin.ROLLBACK, Severity.SEV2),
                        entry(IncidentOrigin.ALERT, Severity.SEV3),
                        entry(IncidentOrigin.HOTFIX, Severity.SEV2));
        assertThat(POLICY.incidents().postMortemFor()).containsExactly(Severity.SEV1, Severity.SEV2);
        assertThat(POLICY.findings().mostChangeAge()).isEqualTo(Duration.ofDays(60));
        assertThat(POLICY.team()).isNull();
    }

    @Test
    void theFiguresOfDeploymentsAndOfTheirWatchAreTheOnesWrittenDown() {
        assertThat(POLICY.deployments().canary().steps())
                .extracting(CanaryPolicy.CanaryStep::percent)
                .containsExactly(5, 25, 50, 100);
        assertThat(POLICY.deployments().canary().steps())
                .allMatch(step -> step.atLeast().equals(Duration.ofMinutes(5)));
        assertThat(POLICY.deployments().canary().judged()).isTrue();
        assertThat(POLICY.deployments().rolling()).isEqualTo(new RollingPolicy(4, 1, false));
        assertThat(POLICY.deployments().blueGreen()).isEqualTo(new BlueGreenPolicy(Duration.ofHours(1)));
        assertThat(POLICY.health())
                .isEqualTo(new HealthPolicy(
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(30),
                        1,
                        Set.of(),
                        Map.of(),
                        null));
    }

    @Test
    void theCommunicationPlanIsTheOneWrittenDown() {
        assertThat(POLICY.announcements().stream()
                        .map(each -> each.audience() + " " + each.id() + " "
                                + each.moment().getClass().getSimpleName()))
                .containsExactly(
                        "INTERNAL week-before BeforeWindow",
                        "INTERNAL deploying-now OnDeploymentStarted",
                        "INTERNAL deployed-and-watching OnDeploymentComplete",
                        "INTERNAL successful OnVerified",
                        "INTERNAL notes-distributed OnNotesPublished",
                        "EXTERNAL customer-mail OnVerified",
                        "EXTERNAL changelog-published OnNotesPublished",
                        "EXTERNAL documentation-updated OnVerified",
                        "INTERNAL rollback-asked OnRollbackTriggered",
                        "INTERNAL rolling-back OnRollbackStarted",
                        "EXTERNAL rolled-back OnRollbackVerified",
                        "INTERNAL rollback-failed OnRollbackFailed");
        assertThat(POLICY.announcements())
                .filteredOn(each -> each.audience() == Audience.EXTERNAL)
                // Whoever was told that something is broken is told that it is mended, however small the release.
                .filteredOn(each -> !(each.moment() instanceof Moment.OnRollbackVerified))
                .allMatch(each -> each.onlyFor().equals(Set.of(Significance.MAJOR, Significance.MINOR)));
    }

    @Test
    void itHasNoFault_andItsDocumentIsReadAsItself() {
        assertThat(PolicyFaults.of(POLICY)).isEmpty();
        assertThat(PolicyDocument.read(PolicyDocument.write(POLICY), 1))
                .isEqualTo(new PolicyDocument.Reading.Whole(POLICY));
    }

    @Test
    void aCriterionStandsBeforeItsOwnStagesGate_butWhatOnlyTheDeploymentShowsBeforeTheNext() {
        for (StagePolicy stage : POLICY.stages()) {
            Stage gate = stage.stage() == Stage.PRODUCTION ? Stage.POST_RELEASE : stage.stage();
            assertThat(stage.criteria()).as(stage.stage().name()).allMatch(criterion -> criterion.gate() == gate);
        }
        assertThat(POLICY.criteriaBefore(Stage.PRODUCTION, ReleaseKind.STANDARD))
                .isEmpty();
        assertThat(POLICY.criteriaBefore(Stage.POST_RELEASE, ReleaseKind.STANDARD))
                .hasSize(6);
    }

    @Test
    void thePreReleaseChecklistIsDoneBeforeProduction() {
        Checklist checklist = checklist("pre-release");

        assertThat(checklist.gate()).isEqualTo(Stage.PRODUCTION);
        assertThat(checklist.items().stream().map(item -> item.section() + ": " + item.title()))
                .containsExactlyElementsOf(PRE_RELEASE);
        assertThat(POLICY.itemsBefore(Stage.PRODUCTION, ReleaseKind.STANDARD)).isEqualTo(checklist.items());
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
        // Whoever has no health reports watches for themselves.
        assertThat(criteria())
                .allMatch(criterion -> criterion.evidenceBy().isEmpty()
                        == (criterion.shownBy() != null && !(criterion.shownBy() instanceof Sight.Watched)));
        // Announcements are made by hand too.
        assertThat(POLICY.items())
                .allMatch(item -> item.tickedBy().isEmpty()
                        == (item.shownBy() != null && !(item.shownBy() instanceof Sight.Announced)));
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
                        case Sight.Watched watched ->
                            assertThat(POLICY.stageOf(watched.environment())).isPresent();
                        case Sight.Shown shown ->
                            assertThat(POLICY.criterion(shown.criterion())).isPresent();
                        case Sight.Announced announced ->
                            assertThat(POLICY.announcements())
                                    .extracting(Announcement::id)
                                    .contains(announced.announcement());
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

    private static List<String> titles(StagePolicy stage, ReleaseKind kind) {
        return stage.criteria(kind).stream().map(Criterion::title).toList();
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
