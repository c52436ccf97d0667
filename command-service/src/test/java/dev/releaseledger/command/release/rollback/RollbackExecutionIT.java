package dev.releaseledger.command.release.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.incident.Ledger;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.servers.FreePort;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rollbacks that a receiver executes, by the whole service. */
class RollbackExecutionIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=";
    private static final String DIGEST = "sha256:" + "cd".repeat(32);
    private static final String DONE = "{\"status\":\"done\",\"summary\":\"2 instances run 1.0.0\"}";

    private final TestDatabase database = TestServers.shared().newDatabase();
    private final String topics = TestServers.shared().newTopicPrefix();
    private final TestIssuer issuer = TestIssuer.start();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<RunningCommandService> services = new ArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer receiver;

    @TempDir
    private Path folder;

    /** What the receiver says; nothing before the test is over, where it says nothing. */
    private record Answer(int status, String body) {
        static final Answer NONE = new Answer(0, "");
    }

    /** What the receiver was asked. */
    private record Call(String id, JsonNode data) {}

    RollbackExecutionIT() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    }

    @BeforeEach
    void listen() {
        receiver.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        receiver.createContext("/execute", this::execute);
        receiver.createContext("/told", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        services.forEach(RunningCommandService::close);
        receiver.stop(0);
        issuer.close();
    }

    private void execute(HttpExchange exchange) throws IOException {
        JsonNode event = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
        calls.add(new Call(exchange.getRequestHeaders().getFirst("webhook-id"), event.get("data")));
        Answer answer = answers.isEmpty() ? new Answer(500, "") : answers.remove();
        if (answer == Answer.NONE) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void givenAReceiverThatDoesIt_theStepIsDoneWithItsEvidence_andPeopleAreTold_andItIsCompleteOnceHealthy() {
        answers.add(new Answer(200, DONE));
        QuickProduct shop = shop(service());
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String deployment = shop.deployed(release);

        shop.confirmed(shop.triggered(release, deployment, "CODE"));

        shop.awaitProcedure(
                release, "triggered", "confirmed", "confirmed", "started", "execution-started", "step-done");
        assertThat(shop.newest(release, "rollback-step-done").toString())
                .contains("\"source\":\"127.0.0.1\"", "\"version\":\"1.0.0\"", "2 instances run 1.0.0");
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().data().get("toVersion").stringValue()).isEqualTo("1.0.0");
        assertThat(calls.getFirst().data().get("kind").stringValue()).isEqualTo("CODE");
        shop.healthy(release, deployment);
        shop.taken("on-call", rollback(shop, release) + "/verify", "{}");
        shop.awaitProcedure(
                release,
                "triggered",
                "confirmed",
                "confirmed",
                "started",
                "execution-started",
                "step-done",
                "verified",
                "completed");
        assertThat(shop.announced(release)).contains("sent rolling-back", "sent rolled-back");
        assertThat(told).anyMatch(text -> text.contains("rolling back") && text.contains("critical bug"));
        assertThat(told).anyMatch(text -> text.contains("rolled back") && text.contains("1.0.0 runs again"));
        assertThat(shop.refusals(release)).isZero();
    }

    @Test
    void givenAReceiverThatTakesItsTime_orCannotGiveTheEvidence_theStepsAreTold_eachKindByItself() {
        answers.add(new Answer(202, ""));
        QuickProduct shop = shop(service());
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String code = shop.triggered(release, shop.deployed(release), "CODE");
        shop.confirmed(code);
        shop.awaitProcedure(
                release, "triggered", "confirmed", "confirmed", "started", "execution-started", "execution-accepted");
        shop.taken("ci", code + "/steps", "{\"kind\":\"CODE\",\"source\":\"pipeline\",\"version\":\"1.0.0\"}");
        assertThat(shop.procedure(release)).endsWith("execution-accepted", "step-done");

        String proven = "{\"status\":\"done\",\"summary\":\"s\",\"link\":\"https://scripts.example/1\",\"digest\":\""
                + DIGEST + "\"}";
        answers.addAll(List.of(new Answer(200, proven), new Answer(200, proven)));
        shop.taken("on-call", code + "/fail", "{\"summary\":\"Orders and flags are wrong too\"}");
        String others = shop.triggered(
                release, calls.getFirst().data().get("deploymentId").stringValue(), "FLAG", "DATA");
        shop.confirmed(others);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(shop.procedure(release).stream().skip(12))
                        .containsExactlyInAnyOrder(
                                "execution-started", "execution-started", "execution-accepted", "step-done"));
        assertThat(shop.newest(release, "rollback-step-done").get("kind").stringValue())
                .isEqualTo("DATA");
        assertThat(shop.newest(release, "rollback-execution-accepted")
                        .get("kind")
                        .stringValue())
                .isEqualTo("FLAG");
        assertThat(calls.stream().map(Call::id).distinct()).hasSize(3);
    }

    @Test
    void givenAReceiverThatIsBusy_andOneThatSaysNothingClear_itIsAskedAgainUnderTheSameId() {
        answers.addAll(List.of(new Answer(429, ""), new Answer(502, ""), new Answer(200, DONE)));
        QuickProduct shop = shop(service());
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");

        shop.confirmed(shop.triggered(release, shop.deployed(release), "CODE"));

        shop.awaitProcedure(
                release,
                "triggered",
                "confirmed",
                "confirmed",
                "started",
                "execution-started",
                "execution-failed",
                "execution-started",
                "execution-uncertain",
                "execution-started",
                "step-done");
        assertThat(calls.stream().map(Call::id))
                .hasSize(3)
                .containsOnly(calls.getFirst().id());
        assertThat(shop.refusals(release)).isZero();
    }

    @Test
    void givenAnExecutionThatBroke_theRollbackFailed_andPeopleAreTold() {
        answers.add(new Answer(200, "{\"status\":\"failed\",\"summary\":\"The image is gone\"}"));
        QuickProduct shop = shop(service());
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");

        shop.confirmed(shop.triggered(release, shop.deployed(release), "CODE"));

        shop.awaitProcedure(
                release,
                "triggered",
                "confirmed",
                "confirmed",
                "started",
                "execution-started",
                "execution-failed",
                "failed");
        assertThat(shop.newest(release, "rollback-failed").toString()).contains("The image is gone", "\"CODE\"");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(shop.announced(release)).contains("sent rollback-failed"));
        assertThat(told).anyMatch(text -> text.contains("the rollback failed") && text.contains("The image is gone"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void givenFlagsOfTheLedgerAndOfAnotherSystem_theReceiverIsAskedForTheRest_andTheStepIsToldWithAllOfThem() {
        answers.add(new Answer(200, DONE));
        QuickProduct shop = shop(service());
        String own = "flag/" + shop.flag("pay-later").substring("/v1/flags/".length());
        String release = shop.approved("1.1.0");
        String deployment = shop.dark(release, "pay-later", "elsewhere");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(Ledger.of(database).types(own)).containsExactly("flag.defined", "flag.linked"));
        String rollback = shop.triggered(release, deployment, "FLAG");

        shop.confirmed(rollback);

        shop.awaitProcedure(
                release, "triggered", "confirmed", "confirmed", "started", "execution-started", "execution-accepted");
        assertThat(Ledger.of(database).types(own)).containsExactly("flag.defined", "flag.linked", "flag.disabled");
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().data().get("flags").toString()).isEqualTo("[\"elsewhere\",\"pay-later\"]");
        shop.taken(
                "ci",
                rollback + "/steps",
                "{\"kind\":\"FLAG\",\"source\":\"pipeline\",\"flags\":[\"elsewhere\",\"pay-later\"]}");
        assertThat(shop.procedure(release)).endsWith("execution-accepted", "step-done");
        assertThat(shop.refusals(release)).isZero();
    }

    @Test
    void givenAServiceKilledWhileItIsExecuted_thatIsUncertain_andAskedAgainUnderTheSameId() throws Exception {
        answers.add(Answer.NONE);
        int port = FreePort.find();
        Process killed = process(port);
        String release;
        QuickProduct shop = new QuickProduct(database, issuer, () -> port(port), "checkout");
        try {
            shop.inProduction("1.0.0");
            release = shop.approved("1.1.0");
            shop.confirmed(shop.triggered(release, shop.deployed(release), "CODE"));
            Awaitility.await("the receiver has the request")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> calls.size() == 1);
        } finally {
            killed.destroyForcibly();
        }
        assertThat(killed.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(shop.procedure(release)).endsWith("started", "execution-started");

        answers.add(new Answer(200, DONE));
        // Before it starts: what a dead one had in hand is looked for at the start, and then only now and then.
        ahead.set(Duration.ofMinutes(3));
        service();

        shop.awaitProcedure(
                release,
                "triggered",
                "confirmed",
                "confirmed",
                "started",
                "execution-started",
                "execution-uncertain",
                "execution-started",
                "step-done");
        assertThat(calls.stream().map(Call::id))
                .hasSize(2)
                .containsOnly(calls.getFirst().id());
    }

    private int port(int before) {
        return services.isEmpty() ? before : services.getLast().uri("/").getPort();
    }

    private static String rollback(QuickProduct shop, String release) {
        return release + "/rollbacks/"
                + shop.newest(release, "rollback-triggered").get("rollbackId").stringValue();
    }

    private QuickProduct shop(RunningCommandService service) {
        return new QuickProduct(database, issuer, () -> service.uri("/").getPort(), "checkout");
    }

    private RunningCommandService service() {
        RunningCommandService service = RunningCommandService.startOn(
                database, () -> Instant.now().plus(ahead.get()), settings().toArray(String[]::new));
        services.add(service);
        return service;
    }

    private List<String> settings() {
        String to = "url=http://127.0.0.1:" + receiver.getAddress().getPort();
        List<String> all = new ArrayList<>(List.of(
                "--release-ledger.topics.prefix=" + topics,
                "--release-ledger.signing-key=" + signingKey(),
                "--release-ledger.security.issuer=" + issuer.issuer(),
                "--release-ledger.security.jwk-set-uri=" + issuer.jwkSetUri(),
                "--release-ledger.outgoing.allow=127.0.0.1",
                "--release-ledger.outgoing.response-timeout=60s",
                "--release-ledger.outgoing.total-timeout=60s",
                "--release-ledger.rollback-executor." + to + "/execute",
                "--release-ledger.rollback-executor.encryption=none",
                "--release-ledger.rollback-executor.secret=" + SECRET));
        for (String channel : List.of("incidents", "status")) {
            for (String property : List.of("type=webhook", "encryption=none", to + "/told", "secret=" + SECRET)) {
                all.add("--release-ledger.channels." + channel + "." + property);
            }
        }
        return all;
    }

    private Path signingKey() {
        Path key = folder.resolve("signing.pem");
        try {
            if (!Files.exists(key)) {
                Files.writeString(
                        key, NoteSigner.generate(RunningCommandService.ORIGIN).toPem());
            }
            return key;
        } catch (IOException | Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** A service in a process of its own, so that it can be killed. */
    private Process process(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.releaseledger.command.CommandService",
                "--server.port=" + port));
        command.addAll(RunningCommandService.settingsOn(database, settings()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "service.log"))
                .start();
    }
}
