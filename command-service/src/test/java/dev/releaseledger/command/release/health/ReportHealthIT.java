package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.command.release.health.HealthScene.Deployed;
import dev.releaseledger.events.envelope.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Health reports over REST: what is folded, what is said at once, and what they demand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportHealthIT {
    private RunningCommandService service;
    private HealthScene scene;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
        scene = new HealthScene(service);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> service.post(
                                        "ann",
                                        List.of("admin"),
                                        "/v1/policies/warm-up",
                                        "{\"health\":{\"fold\":\"PT3S\"}}")
                                .status()
                        == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void givenTheSameVerdictWithinTheFoldTime_bothReportsWaitAndAreOneEntry_andAnotherVerdictIsSaidAtOnce()
            throws Exception {
        // Long enough for both to come, on any machine.
        scene.policy("folded", "{\"health\":{\"fold\":\"PT15S\"}}");
        Deployed deployed = scene.deployed("folded", "1.0.0");

        assertThat(scene.tell(deployed, HealthScene.errorRate("0.1")).status()).isEqualTo(200);
        Future<Reply> one = later(() -> scene.tell(deployed, HealthScene.errorRate("0.2")));
        Future<Reply> other = later(() -> scene.tell(deployed, HealthScene.errorRate("0.3"), "Idempotency-Key", "k"));
        assertThat(one.get().status()).isEqualTo(200);
        assertThat(other.get().status()).isEqualTo(200);

        List<JsonNode> reported = scene.data(deployed, "health-reported");
        assertThat(reported).hasSize(2);
        assertThat(reported.get(1).get("reports")).hasSize(2);
        assertThat(one.get().body().get("id").stringValue()).isEqualTo(deployed.deployment());

        assertThat(scene.tell(deployed, HealthScene.report("\"healthChecks\":\"FAILING\""))
                        .status())
                .isEqualTo(200);
        assertThat(scene.said(deployed))
                .containsExactly(
                        "health-reported.v1",
                        "health-reported.v1",
                        "health-reported.v1",
                        "trigger-fired.v1",
                        "rollback-triggered.v1");
    }

    @Test
    void givenATriggerThatIsNotPreAuthorised_theRollbackWaitsForPeople_andGoesBackToWhatRanBefore() {
        Deployed before = scene.deployed("waits", "1.0.0");
        scene.verify(before);
        Deployed deployed = scene.deployed("waits", "2.0.0");

        Reply reply = scene.tell(deployed, HealthScene.errorRate("12.5"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(scene.said(deployed))
                .containsExactly("health-reported.v1", "trigger-fired.v1", "rollback-triggered.v1");
        JsonNode triggered = scene.data(deployed, "rollback-triggered").getFirst();
        assertThat(triggered.get("toVersion").stringValue()).isEqualTo("1.0.0");
        assertThat(triggered.get("reason").stringValue()).isEqualTo("ERROR_RATE");
        assertThat(triggered.get("summary").stringValue())
                .isEqualTo("trigger error-rate: 12.5 % of requests failed; at most 5 %, usually 0.1 %");
        List<Envelope> entries = scene.entries(deployed.stream());
        assertThat(entries.stream().skip(3).map(Envelope::position))
                .containsExactly(
                        entries.get(3).position(),
                        entries.get(3).position() + 1,
                        entries.get(3).position() + 2);
        assertThat(entries.stream().skip(3).map(Envelope::correlationId).distinct())
                .hasSize(1);
    }

    @Test
    void givenAPreAuthorisedTrigger_theRollbackStartsInTheSameAppend() {
        scene.policy("acts", "{\"rollback\":{\"preAuthorised\":[\"error-rate\"]}}");
        Deployed deployed = scene.deployed("acts", "1.0.0");

        scene.tell(deployed, HealthScene.errorRate("12.5"));

        assertThat(scene.said(deployed))
                .startsWith("health-reported.v1", "trigger-fired.v1", "rollback-triggered.v1", "rollback-started.v1");
        assertThat(scene.data(deployed, "rollback-started")
                        .getFirst()
                        .get("preAuthorisedBy")
                        .stringValue())
                .isEqualTo("error-rate");
    }

    @Test
    void givenATriggerOfTwoInThree_oneReportFiresNothing_andTheSecondDoes() {
        scene.policy(
                "repeated",
                "{\"triggers\":[{\"when\":\"error-rate\",\"id\":\"errors\",\"abovePercent\":5,"
                        + "\"repeats\":{\"times\":2,\"of\":3}}]}");
        Deployed deployed = scene.deployed("repeated", "1.0.0");

        scene.tell(deployed, HealthScene.errorRate("9"));
        scene.tell(deployed, HealthScene.errorRate("1"));
        assertThat(scene.said(deployed)).containsOnly("health-reported.v1");
        scene.tell(deployed, HealthScene.errorRate("8"));

        assertThat(scene.said(deployed)).contains("trigger-fired.v1", "rollback-triggered.v1");
        assertThat(scene.data(deployed, "trigger-fired").getFirst().get("reports"))
                .hasSize(2);
    }

    @Test
    void givenOneBadReportAmongThoseThatWait_itFailsAloneAndIsOnRecord() throws Exception {
        scene.policy("bad-one", "{\"health\":{\"fold\":\"PT2S\"}}");
        Deployed deployed = scene.deployed("bad-one", "1.0.0");
        scene.tell(deployed, HealthScene.errorRate("0.1"));

        Future<Reply> good = later(() -> scene.tell(deployed, HealthScene.errorRate("0.2")));
        Future<Reply> bad = later(() -> scene.tell(deployed, HealthScene.errorRate("-1")));

        assertThat(good.get().status()).isEqualTo(200);
        assertThat(bad.get().status()).isEqualTo(422);
        assertThat(scene.types("refusal/" + deployed.stream())).hasSize(1);
        assertThat(scene.data(deployed, "health-reported")).hasSize(2);
    }

    @Test
    void givenFiguresThatAreNone_everyFaultIsNamed_andNothingIsRecorded() {
        Deployed deployed = scene.deployed("faulty", "1.0.0");

        assertThat(scene.tell(deployed, HealthScene.report("\"errorRatePercent\":NaN"))
                        .status())
                .isEqualTo(400);
        assertThat(scene.tell(deployed, HealthScene.report("\"errorRatePercent\":1e400"))
                        .status())
                .isEqualTo(400);
        assertThat(scene.tell(deployed, HealthScene.report("\"latencyMillis\":" + "1".repeat(60)))
                        .status())
                .isEqualTo(400);
        Reply several = scene.tell(
                deployed, "{\"from\":\"yesterday\",\"samples\":1.5,\"errorRatePercent\":\"NaN\",\"other\":1}");
        assertThat(several.status()).isEqualTo(400);
        assertThat(several.body().get("faults").findValuesAsString("field"))
                .contains("from", "samples", "errorRatePercent", "other");
        Reply missing = scene.tell(deployed, "{}");
        assertThat(missing.body().get("faults").findValuesAsString("field")).containsExactly("from", "to", "source");
        assertThat(scene.tell(deployed, "{\"reports\":[],\"source\":\"probe\"}").status())
                .isEqualTo(400);
        assertThat(scene.said(deployed)).isEmpty();
        assertThat(scene.types("refusal/" + deployed.stream())).isEmpty();
    }

    @Test
    void givenAWindowFromBeforeTheDeployment_whatWasThereBeforeIsNotBlamedOnIt() {
        Deployed deployed = scene.deployed("blamed", "1.0.0");
        Instant now = Instant.now();

        Reply refused = scene.tell(
                deployed,
                "{\"from\":\"" + now.minusSeconds(60) + "\",\"to\":\"" + now
                        + "\",\"source\":\"probe\",\"samples\":1000,\"errorRatePercent\":50}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("type").stringValue()).endsWith("/rules/deployment-is-watched");
        assertThat(scene.said(deployed)).isEmpty();
    }

    @Test
    void givenAReportFromTheFuture_orOfADeploymentThatHasFailed_itIsRefusedAndRecorded() {
        Deployed deployed = scene.deployed("refused", "1.0.0");
        Instant soon = Instant.now().plusSeconds(600);

        assertThat(scene.tell(
                                deployed,
                                "{\"from\":\"" + soon.minusSeconds(60) + "\",\"to\":\"" + soon
                                        + "\",\"source\":\"probe\",\"errorRatePercent\":1}")
                        .status())
                .isEqualTo(422);
        service.post(
                "carl", List.of("ci"), deployed.path("verify"), "{\"outcome\":\"FAILED\",\"source\":\"smoke tests\"}");
        assertThat(scene.tell(deployed, HealthScene.errorRate("1")).status()).isEqualTo(409);
        assertThat(service.post("dora", List.of("developer"), deployed.health(), HealthScene.errorRate("1"))
                        .status())
                .isEqualTo(403);
        assertThat(scene.types("refusal/" + deployed.stream())).hasSize(3);
        assertThat(scene.data(deployed, "health-reported")).isEmpty();
    }

    @Test
    void givenTheSameKeyAgain_itIsTheSameReport_andWithAnotherBodyItIsRefused() {
        Deployed deployed = scene.deployed("keyed", "1.0.0");
        String body = HealthScene.errorRate("0.1");

        Reply first = scene.tell(deployed, body, "Idempotency-Key", "one");
        Reply again = scene.tell(deployed, body, "Idempotency-Key", "one");
        Reply other = scene.tell(deployed, HealthScene.errorRate("0.2"), "Idempotency-Key", "one");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(scene.data(deployed, "health-reported")).hasSize(1);
    }

    @Test
    void givenAHundredReportsAtOnce_theyAreOneEntry() {
        Deployed deployed = scene.deployed("many", "1.0.0");
        String reports = IntStream.range(0, 100)
                .mapToObj(i -> HealthScene.errorRate("0.1"))
                .collect(Collectors.joining(",", "{\"reports\":[", "]}"));

        assertThat(scene.tell(deployed, reports).status()).isEqualTo(200);

        assertThat(scene.data(deployed, "health-reported")).hasSize(1);
        assertThat(scene.data(deployed, "health-reported").getFirst().get("reports"))
                .hasSize(100);
    }

    private static <T> Future<T> later(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofVirtual().start(future);
        return future;
    }
}
