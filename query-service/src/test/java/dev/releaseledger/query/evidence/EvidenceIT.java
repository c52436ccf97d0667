package dev.releaseledger.query.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Evidence to take away, by the whole service on real servers, and checked without it. */
class EvidenceIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final JsonMapper JSON = new JsonMapper();
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);
    private static final UUID NEVER = new UUID(1, 3);
    private static final UUID OTHER = new UUID(1, 4);
    private static final UUID LATE = new UUID(1, 5);
    private static final UUID PAST = new UUID(1, 6);
    private static final UUID BIG = new UUID(1, 7);
    private static final UUID INCIDENT = new UUID(2, 1);
    private static final UUID FOREIGN_INCIDENT = new UUID(2, 2);
    private static final UUID FLAG = TestFlags.id(1);
    private static final UUID FOREIGN_FLAG = TestFlags.id(2);
    private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

    /** Enough that the service cannot have written everything before it is read. */
    private static final int MANY = 30_000;

    private static final int SMALL_BUFFER = 4_096;

    private static RunningQueryService service;
    private static Instant begin;
    private static Instant end;

    @BeforeAll
    static void record() {
        begin = LEDGER.now();
        say(PolicyEvent.stream("shop"), new PolicyVersionPublished("shop", 2, secondVersion(), "Ours"), Role.ADMIN);
        say(
                FreezeEvent.stream("shop"),
                new FreezeDeclared(new UUID(3, 1), begin.plusSeconds(90_000), null, "Feast", Set.of("production")),
                Role.ADMIN);
        say(
                FreezeEvent.stream("other"),
                new FreezeDeclared(new UUID(3, 2), begin.plusSeconds(90_000), null, "Feast", Set.of("production")),
                Role.ADMIN);
        say(
                ReleaseStream.name(FIRST),
                planned("shop", "1.0.0", "<script>alert(1)</script> & more"),
                Role.RELEASE_MANAGER);
        say(ReleaseStream.name(OTHER), planned("other", "1.0.0", "Another product's"), Role.RELEASE_MANAGER);
        say(ReleaseStream.name(FIRST), change("c1"), Role.CI);
        say(
                ReleaseStream.name(FIRST),
                new DeploymentStarted(new UUID(4, 1), "staging", Strategy.ROLLING, null),
                Role.CI);
        say(IncidentEvent.stream(INCIDENT), incident("shop"), Role.ON_CALL);
        say(IncidentEvent.stream(FOREIGN_INCIDENT), incident("other"), Role.ON_CALL);
        say(FlagStream.name(FLAG), TestFlags.bool("pay-later", "shop"), Role.RELEASE_MANAGER);
        say(FlagStream.name(FLAG), new FlagLinked(FIRST), Role.RELEASE_MANAGER);
        say(FlagStream.name(FLAG), new FlagUnlinked(FIRST), Role.RELEASE_MANAGER);
        say(FlagStream.name(FOREIGN_FLAG), TestFlags.bool("search-boost", "other"), Role.RELEASE_MANAGER);
        say(FlagStream.name(FOREIGN_FLAG), new FlagLinked(FIRST), Role.RELEASE_MANAGER);
        say(
                RefusalEvent.stream(ReleaseStream.name(FIRST)),
                new CommandRefused(
                        "ApproveStage",
                        ReleaseStream.name(FIRST),
                        2,
                        2,
                        List.of(new CommandRefused.Refused("ApproverIsNotTheAuthor", "the author asked")),
                        List.of()),
                Role.MANAGER);
        end = LEDGER.now();
        LEDGER.timePasses(Duration.ofDays(30));
        say(ReleaseStream.name(SECOND), planned("shop", "2.0.0", "The second"), Role.RELEASE_MANAGER);
        say(
                RefusalEvent.stream(ReleaseStream.name(NEVER)),
                new ClaimRefused(
                        "PlanRelease",
                        ReleaseStream.name(NEVER),
                        -1,
                        2,
                        "version:shop/1.0.0",
                        ReleaseStream.name(FIRST),
                        0,
                        List.of(new CommandRefused.Refused("VersionIsNew", "there is one")),
                        List.of(new CommandRefused.Asked(
                                "dev.releaseledger.release.planned.v1",
                                EntryJson.mapper().valueToTree(planned("shop", "1.0.0", "Again"))))),
                Role.RELEASE_MANAGER);
        LEDGER.append(ReleaseStream.name(PAST), planned("shop", "0.1.0", "Long ago"), LEDGER.claimed(LONG_AGO));
        LEDGER.append(ReleaseStream.name(BIG), planned("bulk", "1.0.0", "Much"), LEDGER.live(Role.RELEASE_MANAGER));
        for (int n = 0; n < MANY; n++) {
            LEDGER.append(ReleaseStream.name(BIG), change("c" + n), LEDGER.live(Role.CI));
        }
        LEDGER.publish(0, (int) LEDGER.size());
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        service.awaitProjected(LEDGER.size());
        assertThat(get(FIRST).status()).isEqualTo(404);
        assertThat(get(FIRST).text()).contains("there is no verified checkpoint yet");
        String newest = LEDGER.checkpoint();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(newest));
        LEDGER.say(ReleaseStream.name(LATE), planned("shop", "3.0.0", "Too late"), LEDGER.live(Role.RELEASE_MANAGER));
        LEDGER.say(ReleaseStream.name(FIRST), change("late"), LEDGER.live(Role.CI));
        service.awaitProjected(LEDGER.size());
    }

    private static JsonNode secondVersion() {
        ObjectNode document = (ObjectNode) PolicyDocument.write(PolicyBook.defaultPolicy());
        return document.put("version", 2);
    }

    private static void say(String stream, Event event, Role role) {
        LEDGER.timePasses(Duration.ofMinutes(1));
        LEDGER.append(stream, event, LEDGER.live(role));
    }

    private static ReleasePlanned planned(String product, String version, String title) {
        return new ReleasePlanned(
                product,
                version,
                title,
                ReleaseKind.STANDARD,
                Strategy.ROLLING,
                null,
                TestLedger.PLANNER,
                null,
                null,
                product.equals("shop") ? 2 : 1);
    }

    private static ChangeAdded change(String id) {
        return new ChangeAdded(
                id, ChangeCategory.FIX, "A fix | with *marks*", null, TestLedger.PLANNER, null, null, List.of());
    }

    private static IncidentOpened incident(String product) {
        return new IncidentOpened(
                product,
                "staging",
                "It is slow",
                Severity.SEV3,
                IncidentOrigin.PERSON,
                LEDGER.now(),
                List.of(new IncidentLink(FIRST, null, null, null)),
                1);
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static Answer get(UUID release) {
        return service.get("/v1/releases/" + release + "/evidence.zip", "auditor");
    }

    private static Answer period(String product, Instant from, Instant to, String more) {
        return service.get("/v1/evidence.zip?product=" + product + "&from=" + from + "&to=" + to + more, "auditor");
    }

    private static Map<String, byte[]> files(Answer answer) throws IOException {
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(200);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static List<String> streams(Map<String, byte[]> files) {
        return lines(files, "entries.ndjson").stream()
                .map(line -> JSON.readTree(line).get("subject").stringValue())
                .distinct()
                .toList();
    }

    private static List<String> lines(Map<String, byte[]> files, String name) {
        return new String(files.get(name), UTF_8).lines().toList();
    }

    @Test
    void aReleasesEvidenceHasItsEntriesAndProofsAgainstTheCheckpoint_whateverItsDecisionsWereJudgedBy()
            throws Exception {
        Answer answer = get(FIRST);
        Map<String, byte[]> files = files(answer);

        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        assertThat(answer.header("Content-Disposition")).contains("shop-1.0.0-evidence.zip");
        assertThat(files.keySet())
                .containsExactly(
                        "README.md",
                        "checkpoint",
                        "keys",
                        "policies/shop-v1.json",
                        "policies/shop-v2.json",
                        "entries.ndjson",
                        "proofs.ndjson",
                        "report.html",
                        "manifest.json");
        Checkpoint checkpoint =
                Checkpoint.open(new String(files.get("checkpoint"), UTF_8), TestLedger.ORIGIN, List.of(LEDGER.key()));
        assertThat(new String(files.get("keys"), UTF_8)).isEqualTo(LEDGER.key().format() + "\n");
        assertThat(streams(files))
                .containsExactly(
                        "policy/shop",
                        "freeze/shop",
                        ReleaseStream.name(FIRST),
                        IncidentEvent.stream(INCIDENT),
                        FlagStream.name(FLAG),
                        RefusalEvent.stream(ReleaseStream.name(FIRST)));
        List<String> entries = lines(files, "entries.ndjson");
        List<String> proofs = lines(files, "proofs.ndjson");
        assertThat(proofs).hasSameSizeAs(entries);
        for (int n = 0; n < entries.size(); n++) {
            JsonNode proof = JSON.readTree(proofs.get(n));
            int position = proof.get("position").intValue();
            byte[] entry = entries.get(n).getBytes(UTF_8);
            assertThat(entry).isEqualTo(LEDGER.entries().get(position));
            List<Hash> hashes = new ArrayList<>();
            proof.get("hashes")
                    .forEach(hash -> hashes.add(new Hash(Base64.getDecoder().decode(hash.stringValue()))));
            new InclusionProof(position, checkpoint.size(), hashes).verify(Hash.leaf(entry), checkpoint.root());
        }
        assertThat(PolicyDocument.read(JSON.readTree(files.get("policies/shop-v2.json")), 2))
                .isInstanceOf(PolicyDocument.Reading.Whole.class);
        JsonNode manifest = JSON.readTree(files.get("manifest.json"));
        assertThat(manifest.propertyNames())
                .containsExactly("format", "origin", "size", "root", "scope", "entries", "generatedAt", "files");
        assertThat(manifest.get("format").stringValue()).isEqualTo("release-ledger-evidence/1");
        assertThat(manifest.get("origin").stringValue()).isEqualTo(TestLedger.ORIGIN);
        assertThat(manifest.get("size").longValue()).isEqualTo(checkpoint.size());
        assertThat(manifest.get("root").stringValue())
                .isEqualTo(checkpoint.root().toBase64());
        assertThat(manifest.get("entries").intValue()).isEqualTo(entries.size());
        assertThat(manifest.get("scope").toString())
                .isEqualTo("{\"kind\":\"release\",\"release\":\"" + FIRST
                        + "\",\"product\":\"shop\",\"version\":\"1.0.0\"}");
        for (String name : files.keySet()) {
            if (!name.equals("manifest.json")) {
                assertThat(manifest.get("files").get(name).stringValue())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(files.get(name))));
            }
        }
    }

    @Test
    void aPeriodHasTheStreamsInWhichSomethingWasSaidOrRefusedThen() throws IOException {
        assertThat(streams(files(period("shop", begin, end.plusSeconds(1), ""))))
                .containsExactlyInAnyOrder(
                        "policy/shop",
                        "freeze/shop",
                        ReleaseStream.name(FIRST),
                        IncidentEvent.stream(INCIDENT),
                        FlagStream.name(FLAG),
                        RefusalEvent.stream(ReleaseStream.name(FIRST)));
        assertThat(streams(files(period("shop", end.plusSeconds(1), LEDGER.now().plusSeconds(1), ""))))
                .describedAs("the refused plan, and the release that held its version")
                .containsExactlyInAnyOrder(
                        "policy/shop",
                        "freeze/shop",
                        ReleaseStream.name(SECOND),
                        ReleaseStream.name(PAST),
                        RefusalEvent.stream(ReleaseStream.name(NEVER)),
                        ReleaseStream.name(FIRST));
        assertThat(streams(files(period("shop", LONG_AGO, LONG_AGO.plusSeconds(1), "&clock=claimed"))))
                .containsExactlyInAnyOrder("policy/shop", "freeze/shop", ReleaseStream.name(PAST));
        assertThat(streams(files(period("shop", LONG_AGO, LONG_AGO.plusSeconds(1), ""))))
                .containsExactlyInAnyOrder("policy/shop", "freeze/shop");
    }

    @Test
    void theReportIsOneFileOfEscapedTextThatPrints() throws IOException {
        String report = new String(files(get(FIRST)).get("report.html"), UTF_8);

        assertThat(report)
                .contains(
                        "size: A4",
                        "All times are UTC",
                        "Report of shop 1.0.0",
                        "History of release " + FIRST,
                        "deployment to staging started, ROLLING",
                        "ApproverIsNotTheAuthor: the author asked",
                        "Lead time for changes",
                        "policy version 2 of shop published",
                        "SEV3 opened: It is slow",
                        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
                .doesNotContain("<script", "src=", "href=", "Another product", "late");
        assertThat(report).endsWith("</html>\n");
    }

    @Test
    void whatTheReadmeSaysToDoByHandWorks_andFindsWhatWasChanged(@TempDir Path directory) throws Exception {
        Map<String, byte[]> files = files(period("shop", begin, LEDGER.now().plusSeconds(1), ""));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        List<String> commands = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(new String(files.get("README.md"), UTF_8));
        while (blocks.find()) {
            commands.add(blocks.group(1));
        }
        assertThat(commands).hasSize(4);
        String key = LEDGER.key().format();
        byte[] first = lines(files, "entries.ndjson").getFirst().getBytes(UTF_8);

        assertThat(run(directory, commands.get(0), key))
                .isEqualTo("0 " + (files.size() - 1) + " files are as listed\n");
        assertThat(run(directory, commands.get(1), key)).isEqualTo("0 Signature Verified Successfully\n");
        assertThat(run(directory, commands.get(2), key))
                .isEqualTo("0 " + HexFormat.of().formatHex(Hash.leaf(first).bytes()) + "  -\n");
        assertThat(run(directory, commands.get(3), key))
                .startsWith("0 " + lines(files, "entries.ndjson").size() + " entries are in the tree of ");

        Path entries = directory.resolve("entries.ndjson");
        Files.writeString(entries, Files.readString(entries).replaceFirst("Feast", "Fasts"));
        assertThat(run(directory, commands.get(0), key))
                .doesNotStartWith("0 ")
                .contains("AssertionError: entries.ndjson");
        assertThat(run(directory, commands.get(3), key)).doesNotStartWith("0 ").contains("AssertionError: 1");
        Path checkpoint = directory.resolve("checkpoint");
        Files.writeString(checkpoint, Files.readString(checkpoint).replaceFirst("\n[0-9]+\n", "\n7\n"));
        assertThat(run(directory, commands.get(1), key)).doesNotStartWith("0 ");
    }

    private static String run(Path directory, String command, String key) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", command)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("KEY", key);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + said;
    }

    @Test
    void onlyWhoMayReadRawEntriesAndRefusalsOfTheProductGetsIt() {
        String release = "/v1/releases/" + FIRST + "/evidence.zip";
        String period = "/v1/evidence.zip?product=shop&from=" + begin + "&to=" + end;

        for (String path : List.of(release, period)) {
            assertThat(service.get(path, "auditor@shop").status()).isEqualTo(200);
            assertThat(service.get(path, "admin").status()).isEqualTo(200);
            assertThat(service.get(path, "auditor@other").status()).isEqualTo(403);
            assertThat(service.get(path, "release-manager").status()).isEqualTo(403);
            assertThat(service.getWith(path, null).status()).isEqualTo(401);
        }
    }

    @Test
    void givenFaultyParameters_allAreNamed() {
        assertThat(service.get("/v1/evidence.zip", "auditor").faultyFields())
                .containsExactlyInAnyOrder("product", "from", "to");
        assertThat(service.get("/v1/evidence.zip?product=shop&from=yesterday&to=" + end + "&clock=mine&x=1", "auditor")
                        .faultyFields())
                .containsExactlyInAnyOrder("from", "clock", "x");
        assertThat(period("shop", end, begin, "").faultyFields()).containsExactly("to");
        assertThat(service.get("/v1/releases/" + FIRST + "/evidence.zip?asOf=1", "auditor")
                        .faultyFields())
                .containsExactly("asOf");
    }

    @Test
    void givenAReleaseThatIsNotThere_orThatNoCheckpointCovers_itIsNotFound() {
        assertThat(get(UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(period("nothing", begin, end, "").status()).isEqualTo(404);
        assertThat(get(LATE).status()).isEqualTo(404);
        assertThat(get(LATE).text()).contains("does not cover the release yet");
    }

    @Test
    void givenATableThatIsAwayMeanwhile_theZipBreaksOffAndCannotBeOpened() throws Exception {
        byte[] whole = get(BIG).bytes();
        byte[] broken;
        try (Socket socket = asking("/v1/releases/" + BIG + "/evidence.zip")) {
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 200");
            execute("alter table query_g1.entry rename to entry_away");
            try {
                broken = rest(in);
            } finally {
                execute("alter table query_g1.entry_away rename to entry");
            }
        }

        assertThat(broken.length).isLessThan(whole.length);
        String end = new String(broken, US_ASCII);
        assertThat(end).doesNotEndWith("\r\n0\r\n\r\n").doesNotContain("PK\5\6", "manifest.json", "problem");
        assertThat(new String(whole, US_ASCII)).contains("PK\5\6", "manifest.json");
    }

    private static Socket asking(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", service.port()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                + ISSUER.token("somebody", "auditor") + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static byte[] rest(InputStream in) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        byte[] part = new byte[SMALL_BUFFER];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                rest.write(part, 0, n);
            }
        } catch (IOException brokenOff) {
            rest.writeBytes("(broken off)".getBytes(US_ASCII));
        }
        return rest.toByteArray();
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
