package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One release from its plan to its completion, with everything that stands in its way, and what can be asked about it. */
@ExtendWith(LogsOnFailure.class)
class WholeLifeIT {
    private final Ledger ledger = SharedLedger.get();
    private final Team team = new Team(ledger);
    private final Caller manager = team.the("release-manager");
    private final Caller auditor = team.the("auditor");

    @Test
    void aReleaseLivesFromItsPlanToItsCompletion_andItsHistoryTellsAllOfIt() {
        Answer planned =
                manager.post("/v1/releases", Team.planned("checkout", "4.2.0")).expect(201);
        UUID release = planned.id();
        assertThat(planned.headers().firstValue("Location")).contains("/v1/releases/" + release);
        assertThat(planned.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(planned.sequence()).isZero();

        JsonNode view = manager.get(path(release) + "?after=" + planned.position())
                .expect(200)
                .json();
        assertThat(view.path("status").asString()).isEqualTo("PLANNED");
        assertThat(view.path("stage").asString()).isEqualTo("DEVELOPMENT");
        Instant whenPlanned = Instant.parse(view.path("recordedAt").asString());

        team.the("developer")
                .post(
                        path(release, "changes"),
                        Map.of(
                                "changes",
                                List.of(
                                        Team.aChange("pr-1", "the-developer"),
                                        Team.aChange("pr-2", "the-product-owner"))))
                .expect(200);

        refusedOnTheWayToProduction(release);

        team.takeToProductionGate(release);
        Answer deployedTooSoon = team.the("ci").post(path(release, "deployments"), Map.of("environment", "production"));
        deployedTooSoon.expectProblem(409, "production-is-approved");
        Answer approvedByAnAuthor = team.approve(release, "product-owner", "PRODUCTION");
        approvedByAnAuthor.expectProblem(403, "approver-is-not-the-author");
        Answer approved = team.approve(release, "manager", "PRODUCTION").expect(200);

        Answer changedAfterwards = team.the("developer")
                .post(path(release, "changes"), Team.change("pr-3"))
                .expect(200);
        JsonNode voided = manager.get(path(release) + "?after=" + changedAfterwards.position())
                .expect(200)
                .json();
        assertThat(voided.path("stage").asString())
                .as("the approvals were of other content")
                .isEqualTo("DEVELOPMENT");
        assertThat(voided.path("changeCount").asInt()).isEqualTo(3);
        team.the("ci")
                .post(path(release, "deployments"), Map.of("environment", "production"))
                .expect(409)
                .requireProblem();

        showAndApproveAgain(release);
        Answer completed = team.takeToCompletion(release).expect(200);
        JsonNode ended = manager.get(path(release) + "?after=" + completed.position())
                .expect(200)
                .json();
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("ending").path("how").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("incomplete").asBoolean()).isFalse();
        manager.post(path(release, "cancel"), Map.of("reason", "Too late"))
                .expect(409)
                .requireProblem();

        asItWasThen(release, planned, approved, changedAfterwards, whenPlanned);
        historyTellsAll(release, completed);
        refusalsAreForAuditorsAlone(release);
        isInTheList(release);
    }

    private void refusedOnTheWayToProduction(UUID release) {
        team.approve(release, "qa-lead", "QA").expectProblem(409, "stages-go-in-order");
        Answer nothingShown =
                team.approve(release, "release-manager", "DEVELOPMENT").expect(409);
        assertThat(nothingShown.rules()).contains("EveryCriterionIsShown");
        assertThat(nothingShown.text()).contains("unit-tests", "code-reviewed");
        team.approve(release, "developer", "DEVELOPMENT").expectProblem(403, "actor-has-the-right");
        team.the("developer")
                .post(path(release, "evidence"), Team.passed("DEVELOPMENT", "unit-tests"))
                .expect(403)
                .requireProblem();
        ledger.as("visitor", "qa-lead@another-product")
                .post(path(release, "checklist/qa-signed-off/tick"), Map.of())
                .expect(403)
                .requireProblem();
        team.the("ci")
                .post(path(release, "deployments"), Map.of("environment", "production"))
                .expect(409)
                .requireProblem();
        manager.post("/v1/releases", Team.planned("checkout", "4.2.0")).expectProblem(409, "version-is-new");
    }

    private void showAndApproveAgain(UUID release) {
        Answer tooOld = team.approve(release, "release-manager", "DEVELOPMENT").expect(409);
        assertThat(tooOld.text()).contains("unit-tests (passed before change pr-3 was added; show it again)");
        team.takeToProductionGate(release);
        team.approve(release, "manager", "PRODUCTION").expect(200);
    }

    private void asItWasThen(
            UUID release, Answer planned, Answer approved, Answer changedAfterwards, Instant whenPlanned) {
        JsonNode atFirst = manager.get(path(release) + "?asOf=" + planned.position())
                .expect(200)
                .json();
        assertThat(atFirst.path("changeCount").asInt()).isZero();
        assertThat(atFirst.path("sequence").asLong()).isZero();
        JsonNode atThatTime =
                manager.get(path(release) + "?asOf=" + whenPlanned).expect(200).json();
        assertThat(atThatTime).isEqualTo(atFirst);
        JsonNode whenApproved = manager.get(path(release) + "?asOf=" + approved.position())
                .expect(200)
                .json();
        assertThat(whenApproved.path("stage").asString()).isEqualTo("POST_RELEASE");
        assertThat(whenApproved.path("changeCount").asInt()).isEqualTo(2);
        JsonNode afterTheChange = manager.get(path(release) + "?asOf=" + changedAfterwards.position())
                .expect(200)
                .json();
        assertThat(afterTheChange.path("changeCount").asInt()).isEqualTo(3);
        manager.get(path(release) + "?asOf=" + whenPlanned.minusSeconds(3600))
                .expect(404)
                .requireProblem();
        manager.get(path(release) + "?asOf=" + Instant.now().plus(Duration.ofHours(1)))
                .expect(400)
                .requireProblem();
        manager.get(path(release) + "?asOf=999999999").expect(400).requireProblem();
    }

    private void historyTellsAll(UUID release, Answer completed) {
        List<JsonNode> entries = new ArrayList<>();
        long after = -1;
        while (after < completed.sequence()) {
            JsonNode page = manager.get(path(release, "history") + "?states=true&limit=20&after=" + after)
                    .expect(200)
                    .json();
            page.path("entries").forEach(entries::add);
            assertThat(page.path("entries").size()).isPositive();
            after = entries.getLast().path("entry").path("sequence").asLong();
        }
        Consumed consumed = ledger.whole(completed.position());
        List<Envelope> stream = consumed.stream(Team.stream(release));
        assertThat(entries).hasSameSizeAs(stream);
        for (int i = 0; i < stream.size(); i++) {
            assertThat(entries.get(i).path("entry").path("position").asLong())
                    .isEqualTo(stream.get(i).position());
            assertThat(entries.get(i).path("state").path("sequence").asLong()).isEqualTo(i);
        }
        assertThat(entries.getLast().path("state").path("status").asString()).isEqualTo("COMPLETED");
        assertThat(consumed.story(Team.stream(release)))
                .startsWith("release-planned", "change-added", "change-added")
                .contains("stage-handed-over", "approval-voided", "item-ticked", "deployment-verified")
                .endsWith("stage-approved", "release-completed");
        assertThat(consumed.at(completed.position()).type()).endsWith(".release-completed.v1");
    }

    private void refusalsAreForAuditorsAlone(UUID release) {
        JsonNode refusals = auditor.get(path(release, "refusals") + "?limit=100")
                .expect(200)
                .json();
        List<String> rules = new ArrayList<>();
        for (JsonNode each : refusals.path("entries")) {
            for (JsonNode violation : each.path("entry").path("data").path("violations")) {
                rules.add(violation.path("rule").asString());
            }
        }
        assertThat(rules)
                .contains(
                        "StagesGoInOrder",
                        "EveryCriterionIsShown",
                        "ActorHasTheRight",
                        "ProductionIsApproved",
                        "ApproverIsNotTheAuthor",
                        "ReleaseIsOpen");
        manager.get(path(release, "refusals")).expect(403).requireProblem();
        manager.get("/v1/entries").expect(403).requireProblem();
    }

    private void isInTheList(UUID release) {
        JsonNode listed = manager.get("/v1/releases?product=checkout&status=COMPLETED&kind=STANDARD")
                .expect(200)
                .json();
        assertThat(listed.path("releases")
                        .valueStream()
                        .map(each -> each.path("id").asString()))
                .contains(release.toString());
        Caller elsewhere = ledger.as("visitor", "developer@another-product");
        elsewhere.get("/v1/releases?product=checkout").expect(403).requireProblem();
        elsewhere.get(path(release)).expect(403).requireProblem();
        assertThat(elsewhere
                        .get("/v1/releases")
                        .expect(200)
                        .json()
                        .path("releases")
                        .size())
                .isZero();
    }

    @Test
    void aCommandSaysWhichSequenceItExpects_andIsStaleWhenTheReleaseMovedOn() {
        UUID release = team.plan("checkout", "4.3.0");
        manager.post(path(release, "changes"), Team.change("pr-1"), Map.of("If-Match", "\"0\""))
                .expect(200);
        Answer stale = manager.post(path(release, "changes"), Team.change("pr-2"), Map.of("If-Match", "\"0\""));
        stale.expectProblem(412, "stale");
        manager.post(path(release, "changes"), Team.change("pr-2"), Map.of("If-Match", "\"1\""))
                .expect(200);
    }

    @Test
    void aKeyIsAnsweredOnce_andNotLentToAnotherBody() {
        UUID release = team.plan("checkout", "4.4.0");
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer first =
                manager.post(path(release, "changes"), Team.change("pr-1"), key).expect(200);
        Answer again =
                manager.post(path(release, "changes"), Team.change("pr-1"), key).expect(200);
        assertThat(again.body()).isEqualTo(first.body());
        manager.post(path(release, "changes"), Team.change("pr-2"), key).expectProblem(422, "idempotency-key-reused");
        Answer sameAgainWithoutKey =
                manager.post(path(release, "changes"), Team.change("pr-1")).expect(200);
        assertThat(sameAgainWithoutKey.sequence()).as("it was so already").isEqualTo(first.sequence());
        Consumed consumed = ledger.whole(first.position());
        assertThat(consumed.story(Team.stream(release))).containsExactly("release-planned", "change-added");
    }

    @Test
    void anItemIsWaivedByTwoPeople_andOneOfThemIsNotEnough() {
        UUID release = team.plan("checkout", "4.5.0");
        String waive = path(release, "checklist/migrations-tested/waive");
        Map<String, Object> reason = Map.of("reason", "There are no migrations");
        ledger.as("two-hats", "release-manager", "manager").post(waive, reason).expect(200);
        ledger.as("two-hats", "release-manager", "manager")
                .post(waive, reason)
                .expectProblem(403, "item-waiver-has-a-second-person");
        Answer waived = team.the("manager").post(waive, reason).expect(200);
        JsonNode view = manager.get(path(release) + "?after=" + waived.position())
                .expect(200)
                .json();
        assertThat(view.toString()).contains("WAIVED");
    }

    @Test
    void aPersonIsForgotten_andTheLedgerStillVerifies() {
        UUID release = team.plan("checkout", "4.6.0");
        Answer added = manager.post(
                        path(release, "changes"), Map.of("changes", List.of(Team.aChange("pr-1", "gone@example.org"))))
                .expect(200);
        Consumed before = ledger.whole(added.position());
        String author = before.at(added.position()).data().path("author").asString();
        Caller admin = team.the("admin");
        Answer known = admin.getFromCommands("/v1/directory/" + author).expect(200);
        assertThat(known.json().path("subject").asString()).isEqualTo("gone@example.org");
        manager.getFromCommands("/v1/directory/" + author).expect(403).requireProblem();
        admin.toCommands("DELETE", "/v1/directory/" + author).expect(204);
        admin.getFromCommands("/v1/directory/" + author).expect(404).requireProblem();
        Consumed after = ledger.whole(added.position());
        assertThat(after.root()).isEqualTo(before.root());
        assertThat(after.envelopes().toString())
                .as("no name was ever in the ledger")
                .doesNotContain("gone@example.org");
    }
}
