package dev.releaseledger.command.checkpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.Drafts.newStream;
import static dev.releaseledger.command.append.LedgerDatabases.ORIGIN;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.releaseledger.command.announce.channel.WrittenMail;
import dev.releaseledger.command.append.Admission;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.Checkpoints;
import dev.releaseledger.command.append.DeliveryLog;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import dev.releaseledger.command.append.SigningKeys;
import dev.releaseledger.command.outgoing.Outside;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckpointDeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private final TestDatabase database = LedgerDatabases.fresh();
    private final HeadSignal signal = new HeadSignal();
    private final NoteSigner signer = newSigner();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final WireMockServer receiver =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private AppendEngine engine;

    @BeforeEach
    void open() {
        mailbox.start();
        receiver.start();
        answering(204);
        engine = closing(LedgerDatabases.engine(database));
        closing(new Checkpoints(
                dataSource(database), SigningKeys.of(signer), LedgerDatabases.OPEN, signal, new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        mailbox.stop();
        receiver.stop();
    }

    private static NoteSigner newSigner() {
        try {
            return NoteSigner.generate(ORIGIN);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        opened.addFirst(closeable);
        return closeable;
    }

    private void answering(int status) {
        receiver.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status)));
    }

    private Map<String, String> webhook(String interval) {
        return Map.of(
                "webhook.url",
                receiver.baseUrl() + "/checkpoints",
                "webhook.encryption",
                "none",
                "webhook.secret",
                SECRET,
                "webhook.interval",
                interval);
    }

    private Map<String, String> mail(String interval) {
        return Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mailbox.getSmtp().getPort()),
                "mail.encryption", "none",
                "mail.from", "ledger@ledger.example",
                "mail.to", "audit@auditor.example",
                "mail.interval", interval);
    }

    private Map<String, String> file(Path folder, String interval) {
        return Map.of("file.folder", folder.toString(), "file.interval", interval);
    }

    @SafeVarargs
    private CheckpointDelivery delivering(Map<String, String>... places) {
        return delivering(LedgerDatabases.OPEN, places);
    }

    @SafeVarargs
    private CheckpointDelivery delivering(Admission admission, Map<String, String>... places) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(DeliveryReading.ROOT + ".newest", "https://ledger.example/ledger/checkpoint");
        for (Map<String, String> place : places) {
            place.forEach((name, value) -> properties.put(DeliveryReading.ROOT + "." + name, value));
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        Outside outside = new Outside();
        Clock clock = Clock.systemUTC();
        DeliveryReading reading = new DeliveryReading(
                environment,
                ORIGIN,
                outside.http(),
                new WrittenMail(environment, outside.http(), outside.sockets(), outside.limit(), clock),
                clock);
        List<Target> targets = reading.read();
        assertThat(reading.faults()).isEmpty();
        return closing(new CheckpointDelivery(targets, new DeliveryLog(dataSource(database)), admission, meters));
    }

    private void append(int entries) {
        for (int i = 0; i < entries; i++) {
            engine.append(anyhow(newStream()));
        }
        await().atMost(PATIENCE)
                .until(() -> count(database, "select coalesce(max(size), 0) from ledger.checkpoint")
                        == count(database, "select next_position from ledger.head"));
    }

    private long given(String target) {
        return count(
                database,
                "select coalesce(max(size), 0) from ledger.checkpoint_delivery where target = '" + target + "'");
    }

    private void awaitGiven(String target, long size) {
        await().atMost(PATIENCE).until(() -> given(target) == size);
    }

    private List<LoggedRequest> requests() {
        return receiver.findAll(postRequestedFor(anyUrl()));
    }

    private Checkpoint believed(String note) throws Exception {
        return Checkpoint.open(note, ORIGIN, List.of(signer.verifierKey()));
    }

    @Test
    void aWebhookGetsTheNewestCheckpoint_signedAndUnderAnIdOfItsOwn() throws Exception {
        append(3);
        delivering(webhook("1h"));
        awaitGiven("webhook", 3);

        assertThat(requests()).hasSize(1);
        LoggedRequest request = requests().getFirst();
        assertThat(request.getHeader("webhook-signature")).startsWith("v1,");
        JsonNode event = new JsonMapper().readTree(request.getBody());
        assertThat(event.get("id").asString()).isEqualTo(request.getHeader("webhook-id"));
        assertThat(event.get("type").asString()).isEqualTo("dev.releaseledger.checkpoint.v1");
        Checkpoint checkpoint = believed(event.at("/data/note").asString());
        assertThat(checkpoint.size()).isEqualTo(3);
        assertThat(event.at("/data/size").asString()).isEqualTo("3");
        assertThat(event.at("/data/root").asString())
                .isEqualTo(checkpoint.root().toBase64());
        assertThat(checkpoint.root())
                .isEqualTo(LedgerDatabases.recomputed(database).root());
    }

    @Test
    void aMailboxGetsItAsATextThatCanBeCutOut() throws Exception {
        append(3);
        delivering(mail("1h"));
        awaitGiven("mail", 3);

        assertThat(mailbox.getReceivedMessages()).hasSize(1);
        assertThat(mailbox.getReceivedMessages()[0].getSubject()).isEqualTo("Checkpoint of 3 entries of " + ORIGIN);
        String text = ((String) mailbox.getReceivedMessages()[0].getContent()).replace("\r\n", "\n");
        String note = text.substring(text.indexOf("-----\n") + 6, text.lastIndexOf("-----\n"));
        assertThat(believed(note).size()).isEqualTo(3);
        assertThat(GreenMailUtil.getBody(mailbox.getReceivedMessages()[0]))
                .contains("https://ledger.example/ledger/checkpoint");
    }

    @Test
    void aFileGetsOneAtEachInterval_andSurvivesARestart() throws Exception {
        append(3);
        CheckpointDelivery before = delivering(file(folder, "1s"));
        awaitGiven("file", 3);
        before.close();
        append(4);
        delivering(file(folder, "1s"));
        awaitGiven("file", 7);

        String[] records =
                Files.readString(folder.resolve(ORIGIN + ".checkpoints")).split("(?m)^# kept .*\n");
        assertThat(records).hasSize(3);
        assertThat(believed(records[1].substring(0, records[1].length() - 1)).size())
                .isEqualTo(3);
        assertThat(believed(records[2].substring(0, records[2].length() - 1)).size())
                .isEqualTo(7);
    }

    @Test
    void nothingNewIsNothingToGive_andWithinTheIntervalNewOnesWait() {
        append(3);
        delivering(webhook("1s"), mail("1h"));
        awaitGiven("webhook", 3);
        awaitGiven("mail", 3);
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> requests().size() == 1);
        append(1);
        awaitGiven("webhook", 4);
        assertThat(requests()).hasSize(2);
        assertThat(given("mail")).isEqualTo(3);
        // Each place is looked after by itself, at times of its own.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(meters.get("release.ledger.checkpoint.delivery.behind")
                                .tag("target", "mail")
                                .gauge()
                                .value())
                        .isEqualTo(1));
    }

    @Test
    void aRestartAndASecondInstanceGiveNothingTwice() throws Exception {
        append(3);
        CheckpointDelivery one = delivering(webhook("1h"), mail("1h"));
        delivering(webhook("1h"), mail("1h"));
        awaitGiven("webhook", 3);
        awaitGiven("mail", 3);
        one.close();
        delivering(webhook("1h"), mail("1h"));
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> requests().size() == 1 && mailbox.getReceivedMessages().length == 1);
    }

    @Test
    void aSecondInstancesOwnFileGetsWhatTheFirstOnesGot() throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        append(3);
        delivering(file(mounted, "1h"));
        awaitGiven("file", 3);
        // The same path on another machine: the file is not there.
        Path file = mounted.resolve(ORIGIN + ".checkpoints");
        String written = Files.readString(file);
        Files.delete(file);

        await().atMost(PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
        assertThat(Files.readString(file).lines().skip(1))
                .containsExactlyElementsOf(written.lines().skip(1).toList());
    }

    @Test
    void whatFailedIsGivenAgain_asTheNewestByThen_andHealthSaysWhatIsWrong() throws Exception {
        answering(429);
        append(3);
        CheckpointDelivery delivery = delivering(webhook("1s"));
        await().atMost(PATIENCE).until(() -> requests().size() >= 2);
        assertThat(requests().stream()
                        .map(request -> request.getHeader("webhook-id"))
                        .distinct())
                .hasSize(1);
        await().atMost(PATIENCE)
                .until(() -> new CheckpointDeliveryHealth(delivery)
                        .health()
                        .getStatus()
                        .equals(Status.DOWN));
        assertThat(new CheckpointDeliveryHealth(delivery).health().getDetails().get("webhook"))
                .asString()
                .contains("behind=3")
                .contains("trouble=localhost answered 429");
        append(2);
        answering(200);
        awaitGiven("webhook", 5);
        await().atMost(PATIENCE)
                .until(() -> new CheckpointDeliveryHealth(delivery)
                        .health()
                        .getStatus()
                        .equals(Status.UP));
        assertThat(new JsonMapper()
                        .readTree(requests().getLast().getBody())
                        .at("/data/size")
                        .asString())
                .isEqualTo("5");
    }

    @Test
    void ofALedgerThatMayNotBeAppendedToNothingIsGiven() {
        append(3);
        delivering(() -> Optional.of(Reason.REFUSED), webhook("1s"));
        await().during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> requests().isEmpty());
    }

    @Test
    void whatAPlaceWasGivenOnlyGrows() {
        append(3);
        delivering(webhook("1h"));
        awaitGiven("webhook", 3);
        for (String sql :
                List.of("update ledger.checkpoint_delivery set size = 0", "delete from ledger.checkpoint_delivery")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> LedgerDatabases.asSuperuser(database, sql))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
