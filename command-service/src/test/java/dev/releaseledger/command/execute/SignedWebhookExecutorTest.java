package dev.releaseledger.command.execute;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.releaseledger.command.execute.ExecutionOutcome.Accepted;
import dev.releaseledger.command.execute.ExecutionOutcome.Broke;
import dev.releaseledger.command.execute.ExecutionOutcome.Done;
import dev.releaseledger.command.execute.ExecutionOutcome.Failed;
import dev.releaseledger.command.execute.ExecutionOutcome.Refused;
import dev.releaseledger.command.execute.ExecutionOutcome.Uncertain;
import dev.releaseledger.command.outgoing.Outside;
import dev.releaseledger.command.outgoing.ScriptedServer;
import dev.releaseledger.command.outgoing.SignedWebhook;
import dev.releaseledger.command.outgoing.WebhookSignature;
import dev.releaseledger.events.release.RollbackKind;
import jakarta.validation.Validation;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SignedWebhookExecutorTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String DIGEST = "sha256:" + "0a".repeat(32);
    private static final JsonMapper JSON = new JsonMapper();

    private final WireMockServer server = new WireMockServer(wireMockConfig()
            .bindAddress("127.0.0.1")
            .dynamicPort()
            .gzipDisabled(true)
            .http2PlainDisabled(true));

    @BeforeEach
    void startTheReceiver() {
        server.start();
    }

    @AfterEach
    void stopTheReceiver() {
        server.stop();
    }

    @Test
    void theExecutionIsAskedForAsAnEventUnderItsId() {
        answering(aResponse().withStatus(202));

        executor(new Outside()).execute(execution("2.4.1"));

        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(request.getHeader("webhook-id")).isEqualTo("0198c0de-0000-7000-8000-000000000001");
        assertThat(JSON.readTree(request.getBody())).isEqualTo(JSON.readTree("""
                {"specversion":"1.0","id":"0198c0de-0000-7000-8000-000000000001","source":"/release-ledger/test",
                 "type":"dev.releaseledger.rollback-execution.v1","datacontenttype":"application/json",
                 "data":{"executionId":"0198c0de-0000-7000-8000-000000000001",
                         "releaseId":"0198c0de-0000-7000-8000-000000000002",
                         "rollbackId":"0198c0de-0000-7000-8000-000000000003",
                         "deploymentId":"0198c0de-0000-7000-8000-000000000004",
                         "product":"checkout","version":"2.5.0","environment":"production","kind":"CODE",
                         "toVersion":"2.4.1","summary":"Totals are wrong für alle"}}"""));
    }

    @Test
    void aVersionThatNobodyNamedIsAbsent() {
        answering(aResponse().withStatus(202));

        executor(new Outside()).execute(execution(null));

        assertThat(JSON.readTree(onlyRequest().getBody()).get("data").has("toVersion"))
                .isFalse();
    }

    @Test
    void theFlagsThatOpenADarkDeploymentAreNamed() {
        answering(aResponse().withStatus(202));

        executor(new Outside()).execute(execution(RollbackKind.FLAG, null, Set.of("pay-later", "pay-in-rates")));

        assertThat(JSON.readTree(onlyRequest().getBody()).at("/data/flags").toString())
                .isEqualTo("[\"pay-in-rates\",\"pay-later\"]");
    }

    @Test
    void theSignatureVerifiesAsTheContractSays_forEachSecret() throws GeneralSecurityException {
        answering(aResponse().withStatus(202));

        executor(new Outside()).execute(execution("2.4.1"));

        LoggedRequest request = onlyRequest();
        assertThat(request.getHeader("webhook-timestamp")).isEqualTo(Long.toString(Outside.NOW.getEpochSecond()));
        assertThat(request.getHeader("webhook-signature").split(" "))
                .containsExactly(signatureBy(SECRET, request), signatureBy(NEXT_SECRET, request));
    }

    @Test
    void anotherAttemptSendsTheSameBytesUnderTheSameId_atItsOwnTime() {
        answering(aResponse().withStatus(500));

        executor(new Outside()).execute(execution("2.4.1"));
        executor(new Outside(), url(), Clock.offset(Outside.CLOCK, Duration.ofMinutes(5)))
                .execute(execution("2.4.1"));

        List<LoggedRequest> requests = server.findAll(postRequestedFor(anyUrl()));
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).getBody()).isEqualTo(requests.get(1).getBody());
        assertThat(requests)
                .extracting(request -> request.getHeader("webhook-id"))
                .containsOnly(id(1).toString());
        assertThat(requests)
                .extracting(request -> request.getHeader("webhook-timestamp"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsDoneIsToldWithItsProof() {
        assertThat(acknowledged(
                        "{\"status\":\"done\",\"summary\":\"2.4.1 is live\\n3 of 3\",\"link\":\"https://ci.example/7\",\"digest\":\"%s\"}"
                                .formatted(DIGEST)))
                .isEqualTo(new Done("2.4.1 is live\n3 of 3", "https://ci.example/7", DIGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"done\",\"summary\":\"2.4.1 is live\"}",
                "{\"status\":\"done\",\"summary\":\"2.4.1 is live\",\"link\":null,\"digest\":null}",
                " {\"job\":[7],\"status\":\"done\",\"summary\":\"2.4.1 is live\"}\n"
            })
    void proofMayBeMissing_andOtherFieldsAreNotLookedAt(String body) {
        assertThat(acknowledged(body)).isEqualTo(new Done("2.4.1 is live", null, null));
    }

    @Test
    void whatIsAsLongAsMayBeIsDone_howeverItIsWritten() {
        String summary = "\\u00fc".repeat(2_000);
        String link = "https://ci.example/" + "x".repeat(2_000 - 19);

        assertThat(acknowledged("{\"status\":\"done\",\"summary\":\"" + summary + "\",\"link\":\"" + link + "\"}"))
                .isEqualTo(new Done("ü".repeat(2_000), link, null));
    }

    @Test
    void whatWasExecutedAndFailedBroke() {
        assertThat(acknowledged("{\"status\":\"failed\",\"summary\":\"2 of 3 nodes are back\"}"))
                .isEqualTo(new Broke("2 of 3 nodes are back"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "accepted", "{\"status\":\"done\",\"summary\":\"x\"}", "{\"status\":\"failed\"}"})
    void aReceiverThatTakesItForLaterHasAccepted_whateverTheBody(String body) {
        answering(aResponse().withStatus(202).withBody(body));

        assertThat(executor(new Outside()).execute(execution("2.4.1"))).isEqualTo(new Accepted());
    }

    @Test
    void aReceiverCanAlsoSaySoInItsBody() {
        assertThat(acknowledged("{\"status\":\"accepted\"}")).isEqualTo(new Accepted());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "<html>Welcome</html>",
                "\"done\"",
                "[]",
                "null",
                "{}",
                "{\"status\":null}",
                "{\"status\":\"ok\",\"summary\":\"x\"}",
                "{\"status\":\"DONE\",\"summary\":\"x\"}",
                "{\"status\":true,\"summary\":\"x\"}",
                "{\"status\":[\"done\"],\"summary\":\"x\"}",
                "{\"status\":\"done\"}",
                "{\"status\":\"failed\"}",
                "{\"status\":\"done\",\"summary\":7}",
                "{\"status\":\"done\",\"summary\":\" \"}",
                "{\"status\":\"done\",\"summary\":\"\\u0007\"}",
                "{\"status\":\"done\",\"summary\":\"\\ud800\"}",
                "{\"status\":\"failed\",\"summary\":\"\\ud800\"}",
                "{\"status\":\"done\",\"summary\":\"x\",\"link\":\"/jobs/7\"}",
                "{\"status\":\"done\",\"summary\":\"x\",\"link\":\"ftp://ci.example/7\"}",
                "{\"status\":\"done\",\"summary\":\"x\",\"link\":\"javascript:alert(1)\"}",
                "{\"status\":\"done\",\"summary\":\"x\",\"link\":{}}",
                "{\"status\":\"done\",\"summary\":\"x\",\"digest\":\"sha256:0A\"}",
                "{\"status\":\"done\",\"summary\":\"x\",\"digest\":\"\"}",
                "{\"status\":\"done\",\"summary\":\"x\",\"digest\":7}",
                "{\"status\":\"done\",\"summary\":\"x\"",
                "{\"status\":\"done\",\"summary\":\"x\"} {}",
                "{\"status\":\"done\",\"status\":\"failed\",\"summary\":\"x\"}",
                "{\"status\":\"done\",\"summary\":\"hunter2\",\"summary\":\"x\"}"
            })
    void aGoodAnswerThatDoesNotAcknowledgeLeavesItUncertain(String body) {
        assertThat(acknowledged(body)).isEqualTo(new Uncertain("127.0.0.1 answered 200 without an acknowledgement"));
    }

    @Test
    void whatIsTooLongDoesNotAcknowledge() {
        assertThat(acknowledged("{\"status\":\"done\",\"summary\":\"" + "x".repeat(2_001) + "\"}"))
                .isInstanceOf(Uncertain.class);
        assertThat(acknowledged("{\"status\":\"failed\",\"summary\":\"" + "x".repeat(2_001) + "\"}"))
                .isInstanceOf(Uncertain.class);
        assertThat(acknowledged("{\"status\":\"done\",\"summary\":\"x\",\"link\":\"https://ci.example/"
                        + "x".repeat(2_000 - 18) + "\"}"))
                .isInstanceOf(Uncertain.class);
    }

    @Test
    void aHugeAnswerDoesNotAcknowledge_evenIfItsBeginningWould() {
        String done = "{\"status\":\"done\",\"summary\":\"x\"}";

        assertThat(acknowledged(done + " ".repeat(8 << 20))).isInstanceOf(Uncertain.class);
        assertThat(acknowledged("{\"log\":\"" + "ü".repeat(4 << 20) + "\",\"status\":\"done\",\"summary\":\"x\"}"))
                .isInstanceOf(Uncertain.class);
        assertThat(acknowledged("[".repeat(20_000))).isInstanceOf(Uncertain.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 204, 206, 299})
    void anotherGoodStatusLeavesItUncertain(int status) {
        answering(aResponse().withStatus(status).withBody("{\"status\":\"done\",\"summary\":\"x\"}"));

        assertThat(executor(new Outside()).execute(execution("2.4.1")))
                .isEqualTo(new Uncertain("127.0.0.1 answered " + status + " without an acknowledgement"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429})
    void anAnswerThatSaysNotNowMeansFailed(int status) {
        assertThat(answered(status, null)).isEqualTo(new Failed("127.0.0.1 answered " + status, null));
        assertThat(answered(status, "120"))
                .isEqualTo(new Failed("127.0.0.1 answered " + status, Duration.ofMinutes(2)));
    }

    @Test
    void aReceiverThatIsAwayAndSaysForHowLongMeansFailed() {
        assertThat(answered(503, "30")).isEqualTo(new Failed("127.0.0.1 answered 503", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 413, 422, 501, 505})
    void anAnswerThatSaysNoMeansRefused(int status) {
        assertThat(answered(status, null)).isEqualTo(new Refused("127.0.0.1 answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 520, 302, 303, 304})
    void anAnswerThatLeavesItOpenMeansUncertain_whateverTheBody(int status) {
        answering(aResponse().withStatus(status).withBody("{\"status\":\"failed\",\"summary\":\"x\"}"));

        assertThat(executor(new Outside()).execute(execution("2.4.1")))
                .isEqualTo(new Uncertain("127.0.0.1 answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        answering(aResponse()
                .withStatus(status)
                .withHeader("Location", "http://127.0.0.1:" + server.port() + "/elsewhere"));

        assertThat(executor(new Outside()).execute(execution("2.4.1")))
                .isEqualTo(new Refused("127.0.0.1 answered " + status + ", a redirect, which is not followed"));
        assertThat(server.getAllServeEvents()).hasSize(1);
    }

    @Test
    void anInsideAddressIsRefusedAndNotCalled() {
        answering(aResponse().withStatus(202));

        assertThat(executor(new Outside().allowing()).execute(execution("2.4.1")))
                .isEqualTo(new Refused("127.0.0.1 has a loopback address, which outgoing calls may not reach"));
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void whereNobodyListensItFailed() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }

        assertThat(executor(new Outside(), URI.create("http://127.0.0.1:" + port + "/hook/hunter2"), Outside.CLOCK)
                        .execute(execution("2.4.1")))
                .isEqualTo(new Failed("the connection to 127.0.0.1 could not be made, or broke", null));
    }

    @Test
    void aReceiverThatAnswersTooLateLeavesItUncertain() {
        answering(aResponse()
                .withStatus(200)
                .withBody("{\"status\":\"done\",\"summary\":\"x\"}")
                .withFixedDelay(10_000));

        assertThat(executor(new Outside().silentFor(Duration.ofSeconds(2))).execute(execution("2.4.1")))
                .isEqualTo(new Uncertain("127.0.0.1 took too long"));
        assertThat(executor(new Outside().inAll(Duration.ofSeconds(4))).execute(execution("2.4.1")))
                .isInstanceOf(Uncertain.class);
    }

    @Test
    void anAcknowledgementThatStallsHalfwayLeavesItUncertain() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer stalling = ScriptedServer.playing(connection -> {
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"status\":\"done\",\"summary\":\"x"
                            .getBytes(StandardCharsets.US_ASCII));
            end.await();
        })) {
            URI url = URI.create("http://127.0.0.1:" + stalling.port() + "/hook/hunter2");

            assertThat(executor(new Outside().silentFor(Duration.ofSeconds(2)), url, Outside.CLOCK)
                            .execute(execution("2.4.1")))
                    .isEqualTo(new Uncertain("127.0.0.1 answered 200 without an acknowledgement"));
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aReceiverThatBreaksOffLeavesItUncertain(Fault fault) {
        answering(aResponse().withStatus(200).withFault(fault));

        assertThat(executor(new Outside()).execute(execution("2.4.1"))).isInstanceOf(Uncertain.class);
    }

    @Test
    void aKindThatIsNotConfiguredIsRefusedAndNotAskedFor() {
        RollbackExecutor flags = executor(new Outside(), url(), Outside.CLOCK, EnumSet.of(RollbackKind.FLAG));

        assertThat(Arrays.stream(RollbackKind.values()).filter(flags::isConfigured))
                .containsExactly(RollbackKind.FLAG);
        assertThat(flags.execute(execution("2.4.1")))
                .isEqualTo(new Refused("nothing is configured here that executes rollbacks of the kind CODE"));
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void nothingThatLeadsOrProvesIsTold() {
        answering(aResponse().withStatus(500).withBody("hunter2"));
        RollbackExecutor executor = executor(new Outside());

        assertThat(executor + " " + executor.execute(execution("2.4.1")))
                .contains("127.0.0.1")
                .doesNotContain("hunter2", "hook/", SECRET.substring(6));
    }

    /** What a receiver does, written apart from what signs. */
    private static String signatureBy(String secret, LoggedRequest request) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((request.getHeader("webhook-id") + "." + request.getHeader("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.US_ASCII));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.getBody()));
    }

    private ExecutionOutcome acknowledged(String body) {
        answering(aResponse().withStatus(200).withBody(body));
        return executor(new Outside()).execute(execution("2.4.1"));
    }

    private ExecutionOutcome answered(int status, @Nullable String retryAfter) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status);
        answering(retryAfter == null ? response : response.withHeader("Retry-After", retryAfter));
        return executor(new Outside()).execute(execution("2.4.1"));
    }

    private void answering(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    private LoggedRequest onlyRequest() {
        List<LoggedRequest> requests = server.findAll(postRequestedFor(urlEqualTo("/hook/hunter2")));
        assertThat(requests).hasSize(1);
        return requests.getFirst();
    }

    private RollbackExecutor executor(Outside outside) {
        return executor(outside, url(), Outside.CLOCK);
    }

    private static RollbackExecutor executor(Outside outside, URI url, Clock clock) {
        return executor(outside, url, clock, EnumSet.allOf(RollbackKind.class));
    }

    private static RollbackExecutor executor(Outside outside, URI url, Clock clock, Set<RollbackKind> kinds) {
        return new SignedWebhookExecutor(
                kinds,
                new SignedWebhook(
                        url,
                        "/release-ledger/test",
                        WebhookSignature.with(List.of(SECRET, NEXT_SECRET)),
                        outside.http(),
                        clock),
                new Acknowledgement(Validation.buildDefaultValidatorFactory().getValidator()));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/hook/hunter2");
    }

    private static Execution execution(@Nullable String toVersion) {
        return execution(RollbackKind.CODE, toVersion, Set.of());
    }

    private static Execution execution(RollbackKind kind, @Nullable String toVersion, Set<String> flags) {
        return new Execution(
                id(1),
                id(2),
                id(3),
                id(4),
                "checkout",
                "2.5.0",
                "production",
                kind,
                toVersion,
                "Totals are wrong für alle",
                flags);
    }

    private static UUID id(int last) {
        return UUID.fromString("0198c0de-0000-7000-8000-00000000000" + last);
    }
}
