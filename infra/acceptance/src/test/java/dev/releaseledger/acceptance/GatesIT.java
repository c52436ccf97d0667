package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Gates;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the gates' view says of a gate is what its approval answers: in one state of a release after another, every stage is
 * looked at by the query service and then asked of the command service.
 */
@ExtendWith(LogsOnFailure.class)
class GatesIT {
    private static final String PRODUCT = "gated";

    /** Of everything that a gate can wait for, a little; the soak tests are too old after a second. */
    private static final String POLICY = """
            {"stages": [
              {"stage": "DEVELOPMENT", "criteria": [
                {"id": "unit-tests", "title": "Unit tests passing", "evidenceBy": ["ci"],
                 "measures": [{"value": "coverage", "atLeast": 80}]},
                {"id": "code-reviewed", "title": "Code reviewed", "evidenceBy": ["ci"]}]},
              {"stage": "QA", "approval": {"approvals": 2}, "criteria": [
                {"id": "soak-tests", "title": "Soaked", "evidenceBy": ["ci"], "validFor": "PT1S"}]},
              {"stage": "STAGING", "criteria": [
                {"id": "deployed-to-staging", "title": "Deployed to staging",
                 "shownBy": {"sight": "deployed", "environment": "staging"}}]},
              {"stage": "PRODUCTION",
               "approval": {"approvals": 2, "roles": ["manager"],
                            "differsFrom": ["PLANNER", "AUTHORS", "EARLIER_APPROVERS"]}},
              {"stage": "POST_RELEASE", "criteria": [
                {"id": "deployment-verified", "title": "Verified in production",
                 "shownBy": {"sight": "verified", "environment": "production"}}]}],
             "checklists": [
              {"id": "before", "title": "Before production", "gate": "PRODUCTION", "items": [
                {"id": "on-call-named", "section": "People", "title": "On-call engineer named",
                 "tickedBy": ["release-manager"], "boundToContent": false},
                {"id": "plan-written", "section": "Plans", "title": "Rollback plan written",
                 "tickedBy": ["release-manager"]},
                {"id": "reviewed", "section": "Code", "title": "Code reviewed",
                 "shownBy": {"sight": "shown", "criterion": "code-reviewed"}}]}]}
            """;

    private static final Ledger LEDGER = SharedLedger.get();

    private final Team team = new Team(LEDGER);

    @BeforeAll
    static void publishThePolicy() {
        LEDGER.as("the-admin", "admin")
                .postText("/v1/policies/" + PRODUCT, POLICY, "application/json")
                .expect(201);
    }

    @Test
    void whateverAReleaseHasShown_eachShutGateRefusesInTheWordsThatItsViewSays() {
        UUID release = team.plan(PRODUCT, "1.0.0");
        Gates gates = new Gates(LEDGER, release);

        gates.after(say(release, "developer", "changes", Team.change("pr-1")))
                .refuse(
                        "DEVELOPMENT",
                        "EveryCriterionIsShown: not shown: unit-tests (no evidence)," + " code-reviewed (no evidence)")
                .refuse(
                        "QA",
                        "StagesGoInOrder: it is the turn of stage DEVELOPMENT, not of QA",
                        "EveryCriterionIsShown: not shown: soak-tests (no evidence)")
                .refuse(
                        "PRODUCTION",
                        "StagesGoInOrder: it is the turn of stage DEVELOPMENT, not of PRODUCTION",
                        "EveryItemBeforeTheGateIsDone: open checklist items: on-call-named, plan-written, reviewed");

        gates.after(say(release, "ci", "evidence", Team.passed("DEVELOPMENT", "code-reviewed")))
                .refuse("DEVELOPMENT", "EveryCriterionIsShown: not shown: unit-tests (no evidence)");

        say(release, "ci", "evidence", unitTests(79.5));
        gates.after(say(release, "ci", "evidence", failed("code-reviewed")))
                .refuse(
                        "DEVELOPMENT",
                        "EveryCriterionIsShown: not shown: unit-tests (coverage is 79.5, wanted at"
                                + " least 80), code-reviewed (failed)");

        say(release, "ci", "evidence", unitTests(80));
        gates.after(say(release, "ci", "evidence", Team.passed("DEVELOPMENT", "code-reviewed")))
                .refuse("DEVELOPMENT");

        gates.after(say(release, "developer", "changes", Team.change("pr-2")))
                .refuse(
                        "DEVELOPMENT",
                        "EveryCriterionIsShown: not shown: unit-tests (passed before change pr-2 was"
                                + " added; show it again), code-reviewed (passed before change pr-2 was added; show it again)");

        say(release, "ci", "evidence", unitTests(91));
        String waive = "stages/DEVELOPMENT/criteria/code-reviewed/waive";
        gates.after(say(release, "release-manager", waive, Map.of("reason", "One letter was changed")))
                .refuse(
                        "DEVELOPMENT",
                        "EveryCriterionIsShown: not shown: code-reviewed (passed before change pr-2 was"
                                + " added; show it again)");
        gates.after(say(release, "manager", waive, Map.of("reason", "One letter was changed")))
                .refuse("DEVELOPMENT");
        gates.afterApproving("DEVELOPMENT")
                .isOpen("DEVELOPMENT")
                .refuse("QA", "EveryCriterionIsShown: not shown: soak-tests (no evidence)");

        throughQa(release, gates);
        throughStagingAndProduction(release, gates);
    }

    private void throughQa(UUID release, Gates gates) {
        Answer soaked = say(release, "ci", "evidence", Team.passed("QA", "soak-tests"));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> gates.shown(soaked.position())
                        .gate("QA")
                        .at("/criteria/0/state")
                        .asString()
                        .equals("EXPIRED"));
        gates.after(soaked).refuseLike("QA", "EveryCriterionIsShown: not shown: soak-tests \\(expired at .+Z\\)");
        String waive = "stages/QA/criteria/soak-tests/waive";
        gates.after(say(release, "release-manager", waive, Map.of("reason", "It soaked all weekend")))
                .refuseLike("QA", "EveryCriterionIsShown: not shown: soak-tests \\(expired at .+Z\\)");
        gates.after(say(release, "manager", waive, Map.of("reason", "It soaked all weekend")))
                .refuse("QA");
        gates.afterApproving("QA").isShut("QA").refuse("QA");
        gates.afterApproving("QA")
                .isOpen("QA")
                .refuse("STAGING", "EveryCriterionIsShown: not shown: deployed-to-staging (no evidence)");
    }

    private void throughStagingAndProduction(UUID release, Gates gates) {
        gates.after(team.deploy(release, "staging")).refuse("STAGING");
        gates.afterApproving("STAGING")
                .refuse(
                        "PRODUCTION",
                        "EveryItemBeforeTheGateIsDone: open checklist items: on-call-named, plan-written, reviewed");
        gates.after(say(release, "release-manager", "checklist/on-call-named/tick", Map.of()))
                .refuse("PRODUCTION", "EveryItemBeforeTheGateIsDone: open checklist items: plan-written, reviewed");
        say(release, "ci", "evidence", Team.passed("DEVELOPMENT", "code-reviewed"));
        Map<String, Object> reason = Map.of("reason", "It can be switched off");
        gates.after(say(release, "release-manager", "checklist/plan-written/waive", reason))
                .refuse("PRODUCTION", "EveryItemBeforeTheGateIsDone: open checklist items: plan-written");
        gates.after(say(release, "manager", "checklist/plan-written/waive", reason))
                .refuse("PRODUCTION");
        gates.afterApproving("PRODUCTION").isShut("PRODUCTION").refuse("PRODUCTION");
        gates.afterApproving("PRODUCTION")
                .isOpen("PRODUCTION")
                .refuse("POST_RELEASE", "EveryCriterionIsShown: not shown: deployment-verified (no evidence)");
        gates.after(team.deploy(release, "production")).refuse("POST_RELEASE");
        gates.afterApproving("POST_RELEASE").isOpen("POST_RELEASE");
    }

    @Test
    void aHotfixIsToldToBeTriagedAndBranched_asItsApprovalsAre() {
        Map<String, Object> plan = new HashMap<>(Team.planned(PRODUCT, "0.9.1"));
        plan.putAll(Map.of("kind", "HOTFIX", "hotfixOf", "0.9.0"));
        Answer planned = team.the("release-manager").post("/v1/releases", plan).expect(201);
        UUID release = planned.id();
        Gates gates = new Gates(LEDGER, release);
        String notShown = "EveryCriterionIsShown: not shown: unit-tests (no evidence), code-reviewed (no evidence)";
        String noBranch = "HotfixIsBranched: the hotfix has no branch yet; name it, and what it was cut from";

        gates.after(planned)
                .refuse(
                        "DEVELOPMENT",
                        "HotfixIsTriaged: the hotfix is not triaged yet; say what it qualifies by",
                        noBranch,
                        notShown);
        gates.after(say(
                        release,
                        "on-call",
                        "hotfix/triage",
                        Map.of("qualifiesBy", "production-outage", "severity", "All is down")))
                .refuse("DEVELOPMENT", noBranch, notShown);
        gates.after(say(
                        release,
                        "developer",
                        "hotfix/branch",
                        Map.of(
                                "branch",
                                "mend",
                                "base",
                                "v0.9.0",
                                "commit",
                                "0123456789012345678901234567890123456789")))
                .refuse("DEVELOPMENT", notShown);
    }

    @Test
    void givenACancelledRelease_everyGateSaysSo_asItsApprovalsDo() {
        UUID release = team.plan(PRODUCT, "1.1.0");

        new Gates(LEDGER, release)
                .after(say(release, "release-manager", "cancel", Map.of("reason", "Nobody wants it")))
                .refuse(
                        "STAGING",
                        "ReleaseIsOpen: the release has ended; plan a new one",
                        "StagesGoInOrder: it is the turn of stage DEVELOPMENT, not of STAGING",
                        "EveryCriterionIsShown: not shown: deployed-to-staging (no evidence)");
    }

    private Answer say(UUID release, String role, String what, Map<String, Object> body) {
        return team.the(role).post(path(release, what), body).expect(200);
    }

    private static Map<String, Object> unitTests(double coverage) {
        return Map.of(
                "stage",
                "DEVELOPMENT",
                "criterion",
                "unit-tests",
                "outcome",
                "PASSED",
                "source",
                "pipeline",
                "values",
                Map.of("coverage", coverage));
    }

    private static Map<String, Object> failed(String criterion) {
        return Map.of("stage", "DEVELOPMENT", "criterion", criterion, "outcome", "FAILED", "source", "pipeline");
    }
}
