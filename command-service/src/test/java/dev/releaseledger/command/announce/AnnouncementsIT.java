package dev.releaseledger.command.announce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.servers.FreePort;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Announcements by the whole service: mail and webhooks to real servers, time that is moved, and a service that is killed. */
class AnnouncementsIT {
    private static final List<String> MANAGER = List.of("release-manager");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=";
    private static final String WEEK_BEFORE = "/announcements/week-before/";

    private final WireMockServer web =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final TestDatabase database = TestServers.shared().newDatabase();
    private final String topics = TestServers.shared().newTopicPrefix();
    private final TestIssuer issuer = TestIssuer.start();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<RunningCommandService> services = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        web.start();
        mail.start();
    }

    @AfterEach
    void stop() {
        services.forEach(RunningCommandService::close);
        web.stop();
        mail.stop();
        issuer.close();
    }

    @Test
    void givenAWindow_theTeamGetsAMailWhenItIsDue_onceFromTwoServices_andTheItemIsDone() {
        RunningCommandService service = service(byMail());
        service(byMail());
        String release = planned(service, Instant.now().plus(Duration.ofDays(30)));

        assertThat(announced(release)).isEmpty();
        assertThat(mail.getReceivedMessages()).isEmpty();
        ahead.set(Duration.ofDays(23).plusMinutes(1));

        awaitAnnounced(release, "announcement-started.v1", "announcement-sent.v1");
        Envelope started = entries(release).stream()
                .filter(entry -> entry.type().endsWith("announcement-started.v1"))
                .findFirst()
                .orElseThrow();
        assertThat(started.data().path("textDigest").asString()).startsWith("sha256:");
        assertThat(started.data().toString()).doesNotContain("127.0.0.1").doesNotContain("Pay later");
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(as(service, "rita", MANAGER, release + WEEK_BEFORE + "record", "{}")
                        .body()
                        .get("type")
                        .stringValue())
                .endsWith("/rules/announcement-is-not-yet-sent");
    }

    @Test
    void givenAServerThatIsBusy_itIsTriedAgainUnderTheSameId_andSentLate() {
        web.stubFor(post("/hook").willReturn(aResponse().withStatus(429)));
        RunningCommandService service = service(byWebhook());
        String release = planned(service, Instant.now().plus(Duration.ofDays(2)));
        awaitAnnounced(release, "announcement-started.v1", "announcement-failed.v1");

        web.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        ahead.set(Duration.ofMinutes(2));

        awaitAnnounced(
                release,
                "announcement-started.v1",
                "announcement-failed.v1",
                "announcement-started.v1",
                "announcement-sent.v1");
        assertThat(deliveryIds()).hasSize(2).containsOnly(deliveryIds().getFirst());
    }

    @Test
    void givenARefusal_itHasFailedForGood_untilSomebodyWantsItAgain() {
        web.stubFor(post("/hook").willReturn(aResponse().withStatus(410)));
        RunningCommandService service = service(byWebhook());
        String release = planned(service, Instant.now().plus(Duration.ofDays(2)));
        awaitAnnounced(release, "announcement-started.v1", "announcement-failed.v1");

        web.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        assertThat(as(service, "rita", MANAGER, release + WEEK_BEFORE + "send", "{}")
                        .status())
                .isEqualTo(200);

        awaitAnnounced(
                release,
                "announcement-started.v1",
                "announcement-failed.v1",
                "announcement-requested.v1",
                "announcement-started.v1",
                "announcement-sent.v1");
    }

    @Test
    void givenAChannelThatIsNotConfigured_itWaitsForAPerson_isMissed_andCanStillBeMadeByHand() {
        RunningCommandService service = service(List.of());
        String release = planned(service, Instant.now().plus(Duration.ofDays(2)));
        ahead.set(Duration.ofDays(1).plusMinutes(1));

        awaitAnnounced(release, "announcement-missed.v1");
        assertThat(as(
                                service,
                                "rita",
                                MANAGER,
                                release + WEEK_BEFORE + "record",
                                "{\"link\":\"https://chat.example.com/1\"}")
                        .status())
                .isEqualTo(200);
        assertThat(announced(release)).containsExactly("announcement-missed.v1", "announcement-sent.v1");
        assertThat(as(service, "sam", List.of("support"), release + WEEK_BEFORE + "send", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void givenAnAnswerThatLeavesItOpen_aPersonSettlesIt_onAChannelThatDoesNotKnowRepeatedOnes() {
        web.stubFor(post("/hook").willReturn(aResponse().withStatus(502)));
        RunningCommandService service = service(byChat());
        String release = planned(service, Instant.now().plus(Duration.ofDays(2)));
        awaitAnnounced(release, "announcement-started.v1", "announcement-uncertain.v1");

        assertThat(as(service, "rita", MANAGER, release + WEEK_BEFORE + "send", "{}")
                        .status())
                .isEqualTo(409);
        assertThat(as(
                                service,
                                "rita",
                                MANAGER,
                                release + WEEK_BEFORE + "settle",
                                "{\"outcome\":\"SENT\",\"reason\":\"It is in the channel\"}")
                        .status())
                .isEqualTo(200);
        web.verify(1, postRequestedFor(urlEqualTo("/hook")));
    }

    @ParameterizedTest
    @CsvSource({"slack,false", "webhook,true"})
    void givenAServiceKilledBetweenSendingAndRecording_itIsUncertain_andSentAgainOnlyWhereReceiversKnowRepeatedOnes(
            String channel, boolean again) throws Exception {
        web.stubFor(post("/hook").willReturn(aResponse().withStatus(204).withFixedDelay(25_000)));
        List<String> settings = new ArrayList<>(again ? byWebhook() : byChat());
        int port = FreePort.find();
        Process killed = process(settings, port);
        String release;
        try {
            release = plannedAt(port, Instant.now().plus(Duration.ofDays(2)));
            Awaitility.await("the receiver has the request")
                    .atMost(Duration.ofMinutes(2))
                    .until(() ->
                            !web.findAll(postRequestedFor(urlEqualTo("/hook"))).isEmpty());
        } finally {
            killed.destroyForcibly();
        }
        assertThat(killed.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(announced(release)).containsExactly("announcement-started.v1");

        web.stubFor(post("/hook").willReturn(aResponse().withStatus(204)));
        // Before it starts: what a dead one had in hand is looked for at the start, and then only now and then.
        ahead.set(Duration.ofMinutes(3));
        service(settings);

        if (again) {
            awaitAnnounced(
                    release,
                    "announcement-started.v1",
                    "announcement-uncertain.v1",
                    "announcement-started.v1",
                    "announcement-sent.v1");
            assertThat(deliveryIds()).hasSize(2).containsOnly(deliveryIds().getFirst());
        } else {
            awaitAnnounced(release, "announcement-started.v1", "announcement-uncertain.v1");
            web.verify(1, postRequestedFor(urlEqualTo("/hook")));
        }
    }

    /** The services of a test share its issuer. */
    private RunningCommandService.Reply as(
            RunningCommandService service, String subject, List<String> roles, String path, String body) {
        return service.send(HttpRequest.newBuilder(service.uri(path))
                .header("Authorization", "Bearer " + issuer.token(subject, roles.toArray(String[]::new)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private List<String> deliveryIds() {
        return web.findAll(postRequestedFor(urlEqualTo("/hook"))).stream()
                .map((LoggedRequest request) -> request.getHeader("webhook-id"))
                .toList();
    }

    private List<String> byMail() {
        return channel(
                "type=email",
                "encryption=none",
                "host=127.0.0.1",
                "port=" + mail.getSmtp().getPort(),
                "from=releases@example.com",
                "to=team@example.com");
    }

    private List<String> byChat() {
        return channel("type=slack", "encryption=none", "url=http://127.0.0.1:" + web.port() + "/hook");
    }

    private List<String> byWebhook() {
        return channel(
                "type=webhook", "encryption=none", "url=http://127.0.0.1:" + web.port() + "/hook", "secret=" + SECRET);
    }

    private static List<String> channel(String... properties) {
        return Arrays.stream(properties)
                .map(property -> "--release-ledger.channels.team." + property)
                .toList();
    }

    private RunningCommandService service(List<String> channel) {
        List<String> all = new ArrayList<>(settings(channel));
        RunningCommandService service = RunningCommandService.startOn(
                database, () -> Instant.now().plus(ahead.get()), all.toArray(String[]::new));
        services.add(service);
        return service;
    }

    private List<String> settings(List<String> channel) {
        List<String> all = new ArrayList<>(channel);
        all.addAll(List.of(
                "--release-ledger.topics.prefix=" + topics,
                "--release-ledger.signing-key=" + signingKey(),
                "--release-ledger.security.issuer=" + issuer.issuer(),
                "--release-ledger.security.jwk-set-uri=" + issuer.jwkSetUri(),
                "--release-ledger.outgoing.allow=127.0.0.1",
                "--release-ledger.outgoing.response-timeout=60s",
                "--release-ledger.outgoing.total-timeout=60s"));
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
    private Process process(List<String> channel, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.releaseledger.command.CommandService",
                "--server.port=" + port));
        command.addAll(RunningCommandService.settingsOn(database, settings(channel)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "service.log"))
                .start();
    }

    private String plannedAt(int port, Instant opensAt) {
        String id = UUID.randomUUID().toString();
        Awaitility.await("a release is planned")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> {
                    HttpRequest request = HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/v1/releases"))
                            .header("Authorization", "Bearer " + issuer.token("rita", "release-manager"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body(id, opensAt)))
                            .build();
                    return HttpClient.newHttpClient()
                                    .send(request, HttpResponse.BodyHandlers.ofString())
                                    .statusCode()
                            == 201;
                });
        return "/v1/releases/" + id;
    }

    private String planned(RunningCommandService service, Instant opensAt) {
        return plannedAt(service.uri("/").getPort(), opensAt);
    }

    private static String body(String id, Instant opensAt) {
        return """
                {"id":"%s","product":"checkout","version":"2.5.0","title":"Pay later","kind":"STANDARD",
                 "strategy":"ROLLING","window":{"opensAt":"%s","closesAt":"%s"}}""".formatted(id, opensAt, opensAt.plusSeconds(7200));
    }

    private void awaitAnnounced(String release, String... types) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(announced(release)).containsExactly(types));
    }

    private List<String> announced(String release) {
        return entries(release).stream()
                .map(entry -> entry.type().substring(entry.type().lastIndexOf(".release.") + ".release.".length()))
                .filter(type -> type.startsWith("announcement-"))
                .toList();
    }

    private List<Envelope> entries(String release) {
        String stream = "release/" + release.substring(release.lastIndexOf('/') + 1);
        return new EntryReader(LedgerDatabases.dataSource(database))
                .stream(stream, 0, 500).stream()
                        .map(stored -> EntryJson.read(stored.bytes()))
                        .toList();
    }
}
