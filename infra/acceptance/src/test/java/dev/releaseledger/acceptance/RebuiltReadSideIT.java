package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that the read side can be asked, before and after it was filled again from Kafka. */
@ExtendWith(LogsOnFailure.class)
class RebuiltReadSideIT {
    private static final String PRODUCT = "rebuilt";

    /** Production is called live here, and no gate waits for more than its approval. */
    private static final String POLICY = """
            {"comment": "Live it is called",
             "environments": {"live": {"stage": "PRODUCTION"}},
             "stages": [
              {"stage": "DEVELOPMENT", "criteria": [
                {"id": "unit-tests", "title": "Unit tests passing", "evidenceBy": ["ci"], "validFor": "P30D"}]},
              {"stage": "QA"}, {"stage": "STAGING"}, {"stage": "PRODUCTION"}, {"stage": "POST_RELEASE"}],
             "checklists": [],
             "windows": {"environments": ["live"]}}
            """;

    private final Ledger ledger = SharedLedger.get();
    private final Team team = new Team(ledger);
    private final Caller auditor = team.the("auditor");
    private long last;

    @Test
    void everyAnswerIsTheSame_ofPoliciesRepinsFreezesNotesAndAnnouncementsToo() {
        UUID before = team.plan(PRODUCT, "1.0.0");
        publish(POLICY);
        UUID deployed = deployedInSpiteOfAFreeze();
        publish(POLICY.replace("{\"stage\": \"QA\"}", "{\"stage\": \"QA\", \"approval\": {\"approvals\": 2}}"));
        repinned(before);
        UUID hotfix = aHotfixThatWaits();
        auditor.getUntil(path(hotfix, "incidents"), opened -> opened.text().contains("HOTFIX"));
        UUID incident = incidentOf(deployed);
        List<String> questions = questions(before, deployed, hotfix);
        for (String what : List.of("", "/history", "/timeline")) {
            questions.add("/v1/incidents/" + incident + what);
        }
        ledger.whole(last);
        Map<String, String> answers = answers(questions);
        theyTellWhatHappened(answers, before, deployed);

        ledger.rebuildReadSide(() -> assertThat(auditor.get(path(deployed)).status())
                .as("answered all the while")
                .isEqualTo(200));

        assertThat(answers(questions)).isEqualTo(answers);
    }

    /** An incident that was looked into. */
    private UUID incidentOf(UUID release) {
        UUID incident = said(team.the("on-call")
                        .post(
                                "/v1/incidents",
                                Map.of(
                                        "product",
                                        PRODUCT,
                                        "environment",
                                        "live",
                                        "title",
                                        "Baskets are red",
                                        "severity",
                                        "SEV3",
                                        "links",
                                        List.of(Map.of("releaseId", release))))
                        .expect(201))
                .id();
        said(team.the("support")
                .post("/v1/incidents/" + incident + "/log", Map.of("text", "Many are", "positions", List.of(last)))
                .expect(201));
        return incident;
    }

    private void publish(String policy) {
        said(team.the("admin")
                .postText("/v1/policies/" + PRODUCT, policy, "application/json")
                .expect(201));
    }

    /** A release with notes and announcements that goes live while nothing should, and a refusal on the way. */
    private UUID deployedInSpiteOfAFreeze() {
        Instant opens = Instant.now().plus(Duration.ofDays(20));
        Map<String, Object> plan = new HashMap<>(Team.planned(PRODUCT, "1.1.0"));
        plan.put("strategy", "ROLLING");
        UUID release = team.the("release-manager")
                .post("/v1/releases", plan)
                .expect(201)
                .id();
        say(
                release,
                "developer",
                "changes",
                Map.of("changes", List.of(aChange("one"), aChange("two"), aChange("odd"))));
        say(release, "release-manager", "notes/edit", Map.of("changeId", "one", "text", "Mended at last"));
        say(release, "release-manager", "notes/leave-out", Map.of("changeId", "odd", "reason", "Nobody can see it"));
        added(release, "notes/add", Map.of("section", "NEW_FEATURES", "area", "Basket", "text", "It is blue"));
        say(release, "release-manager", "announcements/week-before/record", Map.of("comment", "At the meeting"));
        say(release, "ci", "evidence", Team.passed("DEVELOPMENT", "unit-tests"));
        said(team.approve(release, "release-manager", "DEVELOPMENT").expect(200));
        said(team.approve(release, "qa-lead", "QA").expect(200));
        said(team.approve(release, "product-owner", "STAGING").expect(200));
        said(team.approve(release, "manager", "PRODUCTION").expect(200));
        freeze(Map.of("reason", "Much is sold", "environments", List.of("live")));
        UUID lifted = freeze(Map.of("reason", "All are away", "environments", List.of("live")));
        freeze(Map.of(
                "from",
                opens,
                "until",
                opens.plus(Duration.ofDays(1)),
                "reason",
                "It moves",
                "environments",
                List.of("live")));
        said(team.the("admin")
                .post("/v1/freezes/" + PRODUCT + "/" + lifted + "/lift", Map.of("reason", "They are back"))
                .expect(200));
        team.the("ci")
                .post(path(release, "deployments"), Map.of("environment", "live"))
                .expectProblem(409, "no-freeze-stands");
        say(
                release,
                "manager",
                "overrides",
                Map.of("constraint", "FREEZE", "environment", "live", "reason", "It mends the till"));
        said(team.deploy(release, "live", List.of("batch-1", "batch-2", "batch-3", "batch-4")));
        say(release, "release-manager", "announcements/successful/send", Map.of());
        say(release, "release-manager", "notes/publish", Map.of());
        return release;
    }

    private UUID freeze(Map<String, Object> freeze) {
        return said(team.the("admin").post("/v1/freezes/" + PRODUCT, freeze).expect(201))
                .id();
    }

    /** A release that was planned before the product had a policy goes by its newest, which voids what was approved. */
    private void repinned(UUID release) {
        team.show(release, "ci", "DEVELOPMENT", "features-coded", "unit-tests", "code-reviewed");
        said(team.approve(release, "release-manager", "DEVELOPMENT").expect(200));
        Map<String, Object> body = Map.of("version", 3, "reason", "As everybody does now");
        say(release, "release-manager", "policy", body);
        say(release, "manager", "policy", body);
    }

    private UUID aHotfixThatWaits() {
        Map<String, Object> plan = new HashMap<>(Team.planned(PRODUCT, "1.1.1"));
        plan.putAll(Map.of("kind", "HOTFIX", "hotfixOf", "1.1.0"));
        UUID release = team.the("release-manager")
                .post("/v1/releases", plan)
                .expect(201)
                .id();
        say(release, "on-call", "hotfix/triage", Map.of("qualifiesBy", "production-outage", "severity", "All is down"));
        String waive = "stages/DEVELOPMENT/criteria/unit-tests/waive";
        say(release, "release-manager", waive, Map.of("reason", "There is no time"));
        return release;
    }

    private static Map<String, Object> aChange(String id) {
        return Team.aChange(id, "the-developer");
    }

    private void say(UUID release, String role, String what, Map<String, Object> body) {
        said(team.the(role).post(path(release, what), body).expect(200));
    }

    private void added(UUID release, String what, Map<String, Object> body) {
        said(team.the("release-manager").post(path(release, what), body).expect(201));
    }

    private Answer said(Answer answer) {
        last = answer.position();
        return answer;
    }

    private List<String> questions(UUID... releases) {
        List<String> questions = new ArrayList<>(List.of(
                "/v1/releases?product=" + PRODUCT,
                "/v1/releases?product=" + PRODUCT + "&status=DEPLOYED",
                "/v1/releases?product=" + PRODUCT + "&kind=HOTFIX",
                "/v1/policies",
                "/v1/policies/" + PRODUCT,
                "/v1/policies/" + PRODUCT + "?version=2",
                "/v1/policies/" + PRODUCT + "/versions",
                "/v1/policies/" + PRODUCT + "/diff?from=1&to=3",
                "/v1/freezes?product=" + PRODUCT,
                "/v1/freezes/" + PRODUCT,
                "/v1/products/" + PRODUCT + "/changelog",
                "/v1/incidents?product=" + PRODUCT,
                "/v1/incidents?product=" + PRODUCT + "&q=baskets",
                "/v1/findings?product=" + PRODUCT,
                "/v1/metrics/dora?product=" + PRODUCT + "&environment=live&granularity=month"));
        for (UUID release : releases) {
            for (String what : List.of(
                    "gates",
                    "notes",
                    "announcements",
                    "history?states=true&limit=100",
                    "refusals",
                    "timeline",
                    "incidents",
                    "readiness",
                    "report")) {
                questions.add(path(release, what));
            }
            questions.add(path(release));
            for (long position = last; position > last - 40; position -= 8) {
                questions.add(path(release) + "?asOf=" + position);
                questions.add(path(release, "gates") + "?asOf=" + position);
            }
        }
        return questions;
    }

    /** Status, ETag and body of each answer, without the time of asking. */
    private Map<String, String> answers(List<String> questions) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String question : questions) {
            Answer answer = auditor.get(question);
            JsonNode body = answer.json();
            if (body instanceof ObjectNode told && !question.contains("asOf")) {
                told.remove("at");
            }
            answers.put(
                    question,
                    answer.status() + " " + answer.headers().firstValue("ETag").orElse("") + " " + body);
        }
        String changelog = "/v1/products/" + PRODUCT + "/changelog";
        answers.put(
                changelog + " in words",
                auditor.getAs("text/markdown", changelog).text());
        answers.put(
                "the policy in YAML",
                auditor.getAs("application/yaml", "/v1/policies/" + PRODUCT).text());
        return answers;
    }

    /** Nothing would be the same as nothing. */
    private static void theyTellWhatHappened(Map<String, String> answers, UUID before, UUID deployed) {
        assertThat(answers.get("/v1/releases?product=" + PRODUCT)).contains("1.0.0", "1.1.0", "1.1.1");
        assertThat(answers.get("/v1/releases?product=" + PRODUCT + "&status=DEPLOYED"))
                .contains(deployed.toString())
                .doesNotContain(before.toString());
        assertThat(answers.get(path(before, "gates"))).contains("\"policyVersion\":3");
        assertThat(answers.get(path(before, "history?states=true&limit=100")))
                .contains("policy-repin-proposed", "policy-repinned", "approval-voided");
        assertThat(answers.get("/v1/policies/" + PRODUCT + "/diff?from=1&to=3")).contains("environments");
        assertThat(answers.get("/v1/freezes?product=" + PRODUCT)).contains("STANDING", "UPCOMING", "OVER");
        assertThat(answers.get("/v1/freezes/" + PRODUCT))
                .contains("Much is sold")
                .doesNotContain("All are away");
        assertThat(answers.get(path(deployed, "notes"))).contains("PUBLISHED", "Mended at last", "It is blue");
        assertThat(answers.get(path(deployed, "announcements"))).contains("SENT", "REQUESTED");
        assertThat(answers.get(path(deployed, "refusals"))).contains("NoFreezeStands");
        assertThat(answers.get("/v1/incidents?product=" + PRODUCT + "&q=baskets"))
                .contains("Baskets are red");
        assertThat(answers.get("/v1/findings?product=" + PRODUCT)).contains("\"rule\":");
        assertThat(answers.get(path(deployed, "timeline"))).contains("SAME_RELEASE");
        assertThat(answers.get("/v1/products/" + PRODUCT + "/changelog in words"))
                .contains("It is blue");
    }
}
