package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One incident from the rollback that opens it to its closing, and what is asked about it at three in the morning. */
@ExtendWith(LogsOnFailure.class)
class IncidentLifeIT {
    private static final String PRODUCT = "tills";

    private final Ledger ledger = SharedLedger.get();
    private final Team team = new Team(ledger);
    private final Caller onCall = team.the("on-call");
    private final Caller auditor = team.the("auditor");

    @Test
    void aRollbackOpensAnIncident_whichIsRunExplainedAndClosed() {
        UUID before = team.plan(PRODUCT, "1.0.0");
        team.deploy(before, "qa");
        UUID release = team.plan(PRODUCT, "1.1.0");
        UUID deployment = deploymentOf(release, team.deploy(release, "qa"));
        Answer rollback = onCall.post(
                        path(release, "rollbacks"),
                        Map.of(
                                "deploymentId",
                                deployment,
                                "reason",
                                "CRITICAL_BUG",
                                "kinds",
                                List.of("CODE"),
                                "toVersion",
                                "1.0.0",
                                "summary",
                                "Cards are refused"))
                .expect(201);

        UUID incident = openedFor(deployment);
        onCall.post(at(incident, "acknowledge"), Map.of()).expect(200);
        Answer written = team.the("support")
                .post(at(incident, "log"), Map.of("text", "Two shops called: cards are *refused*"))
                .expect(201);
        team.the("developer")
                .post(at(incident, "log"), Map.of("text", "It was three shops", "corrects", written.id()))
                .expect(201);
        onCall.post(at(incident, "resolve"), Map.of("how", "1.0.0 is back")).expect(200);

        Answer tooSoon = onCall.post(at(incident, "close"), Map.of()).expect(409);
        assertThat(tooSoon.rules()).containsExactly("RootCauseIsStated", "PostMortemIsPublished", "ReReleaseIsPlanned");

        onCall.post(
                        at(incident, "root-cause"),
                        Map.of(
                                "statement",
                                "A connection for each payment was too many",
                                "category",
                                "CHANGE",
                                "positions",
                                List.of(rollback.position())))
                .expect(200);
        UUID item = onCall.post(
                        at(incident, "action-items"),
                        Map.of("title", "Load-test the client", "owner", "the-developer", "due", "2099-12-31"))
                .expect(201)
                .id();
        onCall.post(at(incident, "post-mortem"), Map.of("markdown", "# Cards were refused"))
                .expect(200);
        onCall.post(at(incident, "re-release"), Map.of("plan", "With a pool")).expect(200);
        assertThat(onCall.post(at(incident, "close"), Map.of()).expect(409).rules())
                .containsExactly("ActionItemsAreSettled");
        team.the("developer")
                .post(at(incident, "action-items/" + item + "/done"), Map.of())
                .expect(200);
        Answer closed = onCall.post(at(incident, "close"), Map.of()).expect(200);

        JsonNode view = auditor.get(at(incident) + "?after=" + closed.position())
                .expect(200)
                .json();
        assertThat(view.path("status").asString()).isEqualTo("CLOSED");
        assertThat(view.path("origin").asString()).isEqualTo("ROLLBACK");
        assertThat(view.path("obligations").isEmpty()).isTrue();
        assertThat(view.path("log").get(0).path("correctedBy").isEmpty()).isFalse();
        assertThat(auditor.get(at(incident) + "?asOf=" + written.position())
                        .expect(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("ACKNOWLEDGED");

        whyItHappened(incident, release, rollback);
        isFoundInTheLog(incident, release);
        everyStreamIsSaidOnce(incident, closed);
    }

    private void whyItHappened(UUID incident, UUID release, Answer rollback) {
        JsonNode timeline = auditor.get(at(incident, "timeline") + "?before=PT1H&after=PT1H")
                .expect(200)
                .json();
        JsonNode first = timeline.path("inquiry").path("suspects").get(0);
        assertThat(first.path("rank").asInt()).isEqualTo(1);
        assertThat(first.toString()).as("what was deployed last").contains(PRODUCT + " 1.1.0 to qa");
        JsonNode cited = StreamSupport.stream(timeline.path("lines").spliterator(), false)
                .filter(line -> line.path("position").asLong() == rollback.position())
                .findFirst()
                .orElseThrow();
        assertThat(cited.toString()).contains("SAME_DEPLOYMENT", "CAUSE", "MENTIONED");
        assertThat(auditor.getAs("text/markdown", at(incident, "timeline"))
                        .expect(200)
                        .text())
                .contains("## Suspects", "## What happened");
        assertThat(auditor.getAs("image/svg+xml", at(incident, "timeline"))
                        .expect(200)
                        .text())
                .startsWith("<")
                .contains("<svg");
        assertThat(auditor.get(path(release, "timeline")).expect(200).text()).contains(incident.toString());
        auditor.get(at(incident, "timeline") + "?before=yesterday&after=P1000D&limit=0")
                .expect(400)
                .requireProblem();
    }

    private void isFoundInTheLog(UUID incident, UUID release) {
        assertThat(auditor.get("/v1/incidents?product=" + PRODUCT + "&q=refused&status=CLOSED&cause=CHANGE")
                        .expect(200)
                        .text())
                .contains(incident.toString());
        assertThat(auditor.get("/v1/incidents/export?format=csv&product=" + PRODUCT)
                        .expect(200)
                        .text())
                .contains(incident.toString());
        assertThat(auditor.get(path(release, "incidents")).expect(200).text()).contains(incident.toString());
        ledger.as("visitor", "developer@another-product")
                .get(at(incident))
                .expect(403)
                .requireProblem();
    }

    private void everyStreamIsSaidOnce(UUID incident, Answer closed) {
        assertThat(ledger.whole(closed.position()).story("incident/" + incident))
                .containsExactly(
                        "opened",
                        "acknowledged",
                        "log-entry-written",
                        "log-entry-written",
                        "resolved",
                        "root-cause-stated",
                        "action-item-added",
                        "post-mortem-published",
                        "re-release-planned",
                        "action-item-done",
                        "closed");
    }

    @Test
    void duplicatesAreMerged_andBothTellOfIt() {
        UUID one = opened("Nobody can pay");
        UUID other = opened("Payments fail");

        Answer merged = onCall.post(at(other, "merge"), Map.of("into", one, "reason", "The same outage"))
                .expect(200);

        JsonNode duplicate = auditor.get(at(other) + "?after=" + merged.position())
                .expect(200)
                .json();
        assertThat(duplicate.path("status").asString()).isEqualTo("MERGED");
        assertThat(duplicate.path("mergedInto").asString()).isEqualTo(one.toString());
        assertThat(auditor.get(at(one)).expect(200).json().path("duplicates").toString())
                .contains(other.toString());
        onCall.post(at(other, "log"), Map.of("text", "Anything else?"))
                .expect(409)
                .requireProblem();
        onCall.post(at(one, "merge"), Map.of("into", one, "reason", "The same"))
                .expect(422)
                .requireProblem();
    }

    private UUID opened(String title) {
        return onCall.post(
                        "/v1/incidents",
                        Map.of("product", "merging", "environment", "qa", "title", title, "severity", "SEV2"))
                .expect(201)
                .id();
    }

    /** The incident that opens by itself soon. */
    private UUID openedFor(UUID deployment) {
        Answer found = auditor.getUntil(
                "/v1/incidents?product=" + PRODUCT + "&open=true",
                answer -> !answer.json().path("incidents").isEmpty());
        List<UUID> ids = new ArrayList<>();
        found.json()
                .path("incidents")
                .forEach(each -> ids.add(UUID.fromString(each.path("id").asString())));
        assertThat(ids).hasSize(1);
        assertThat(auditor.get(at(ids.getFirst())).expect(200).text()).contains(deployment.toString());
        return ids.getFirst();
    }

    private UUID deploymentOf(UUID release, Answer verified) {
        JsonNode deployments = auditor.get(path(release) + "?after=" + verified.position())
                .expect(200)
                .json()
                .path("deployments");
        return UUID.fromString(deployments.get(0).path("id").asString());
    }

    private static String at(UUID incident) {
        return "/v1/incidents/" + incident;
    }

    private static String at(UUID incident, String what) {
        return at(incident) + "/" + what;
    }
}
