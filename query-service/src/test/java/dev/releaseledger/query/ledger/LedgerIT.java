package dev.releaseledger.query.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.EntryBundle;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.TileHashes;
import dev.releaseledger.events.ledger.TlogProof;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger as it is served: by C2SP tlog-tiles, and never beyond what a checkpoint covers. */
class LedgerIT {
    private static final int FIRST = 100;
    private static final int COVERED = 600;
    private static final int PROJECTED = 610;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final RunningQueryService SERVICE = RunningQueryService.start(
            DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));

    private static String firstNote = "";
    private static String note = "";

    @BeforeAll
    static void fill() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> open("/ledger/tile/0/000.p/1").status() == 404);
        assertThat(open("/ledger/checkpoint").status()).isEqualTo(404);
        assertThat(open("/ledger/proof/0").status()).isEqualTo(404);
        assertThat(open("/ledger/consistency?from=0").status()).isEqualTo(404);
        String stream = "release/" + UUID.randomUUID();
        LEDGER.append(
                stream,
                new ReleasePlanned(
                        "checkout",
                        "1.0.0",
                        "A release",
                        ReleaseKind.STANDARD,
                        Strategy.CANARY,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1),
                LEDGER.live(Role.RELEASE_MANAGER));
        grow(stream, FIRST);
        LEDGER.publish(0, FIRST);
        firstNote = LEDGER.checkpoint();
        grow(stream, COVERED);
        LEDGER.publish(FIRST, COVERED);
        note = LEDGER.checkpoint();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> open("/ledger/checkpoint").text().equals(note));
        grow(stream, PROJECTED);
        LEDGER.publish(COVERED, PROJECTED);
        SERVICE.awaitProjected(PROJECTED);
    }

    private static void grow(String stream, int size) {
        for (int n = (int) LEDGER.size(); n < size; n++) {
            LEDGER.append(
                    stream,
                    new ChangeAdded(
                            "c" + n,
                            ChangeCategory.FIX,
                            "Change " + n,
                            null,
                            TestLedger.PLANNER,
                            null,
                            null,
                            List.of()),
                    LEDGER.live(Role.CI));
        }
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static Answer open(String path) {
        return SERVICE.getWith(path, null);
    }

    private static Hash leaf(int position) {
        return Hash.leaf(LEDGER.entries().get(position));
    }

    private static Frontier frontier(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int position = 0; position < size; position++) {
            leaves.add(leaf(position));
        }
        return Frontier.EMPTY.appendAll(leaves);
    }

    private static Checkpoint newest() throws NotVerified {
        return Checkpoint.open(open("/ledger/checkpoint").text(), TestLedger.ORIGIN, List.of(LEDGER.key()));
    }

    @Test
    void whoeverHasOnlyTheCheckpointAndTheTilesProvesEveryEntryAndEveryGrowth() throws NotVerified {
        Checkpoint checkpoint = newest();
        assertThat(checkpoint.size()).isEqualTo(COVERED);
        TileHashes hashes = new TileHashes(
                checkpoint.size(), tile -> open("/ledger/" + tile.path()).bytes());
        for (int position = 0; position < COVERED; position += 7) {
            InclusionProof.of(position, COVERED, hashes).verify(leaf(position), checkpoint.root());
        }
        for (int older = 1; older <= COVERED; older += 13) {
            ConsistencyProof.of(older, COVERED, hashes).verify(frontier(older).root(), checkpoint.root());
        }
    }

    @Test
    void aFullTileIsKeptForEver() throws NotVerified {
        Answer answer = open("/ledger/tile/0/001");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Cache-Control")).isEqualTo(FOR_EVER);
        assertThat(answer.bytes()).hasSize(8192);
        assertThat(new HashTile(0, 1, 256).decode(answer.bytes()).get(3)).isEqualTo(leaf(259));
        Answer again = SERVICE.getWithHeader("If-None-Match", answer.header("ETag"), "/ledger/tile/0/001");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Cache-Control")).isEqualTo(FOR_EVER);
    }

    @Test
    void aPartialTileIsServedInEveryWidthThatTheTreeHasHad() {
        byte[] full = open("/ledger/tile/0/000").bytes();
        for (int width : List.of(1, 2, 100, 255)) {
            Answer partial = open("/ledger/tile/0/000.p/" + width);
            assertThat(partial.bytes()).isEqualTo(Arrays.copyOf(full, width * 32));
            assertThat(partial.header("Cache-Control")).isEqualTo(FOR_EVER);
        }
        assertThat(open("/ledger/tile/1/000.p/1").bytes())
                .isEqualTo(frontier(256).root().bytes());
        assertThat(open("/ledger/tile/1/000.p/2").bytes()).hasSize(64);
        assertThat(open("/ledger/tile/0/002.p/88").bytes()).hasSize(88 * 32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/002",
                "0/002.p/89",
                "0/002.p/98",
                "0/003.p/1",
                "1/000",
                "1/000.p/3",
                "2/000.p/1",
                "63/000.p/1",
                "0/x001/000"
            })
    void whatTheNewestCheckpointDoesNotCoverIsNotThereEvenIfItIsProjected(String tile) {
        Answer answer = open("/ledger/tile/" + tile);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").stringValue()).contains("covers " + COVERED + " entries");
        assertThat(answer.header("Cache-Control")).doesNotContain("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/0",
                "0/0000",
                "00/000",
                "64/000",
                "0/x000/001",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/%3000",
                "-1/000",
                "0/000/",
                "data/000",
                "0"
            })
    void everyTileHasOnePathAndNoOther(String path) {
        Answer answer = open("/ledger/tile/" + path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.faultyFields()).containsExactly("path");
    }

    @Test
    void aTileHasNoParameters() {
        Answer answer = open("/ledger/tile/0/0?fresh=1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultyFields()).containsExactlyInAnyOrder("path", "fresh");
    }

    @Test
    void entriesComeInBundlesToWhomMayReadThem() throws NotVerified {
        Answer answer = SERVICE.get("/ledger/tile/entries/002.p/88", "auditor");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(new EntryBundle(2, 88).decode(answer.bytes()))
                .containsExactlyElementsOf(LEDGER.entries().subList(512, COVERED));
        List<byte[]> full = new EntryBundle(1, 256)
                .decode(SERVICE.get("/ledger/tile/entries/001", "auditor").bytes());
        assertThat(full).containsExactlyElementsOf(LEDGER.entries().subList(256, 512));
        assertThat(SERVICE.get("/ledger/tile/entries/002.p/89", "auditor").status())
                .isEqualTo(404);
    }

    @Test
    void entriesAreForNobodyElse() {
        assertThat(open("/ledger/tile/entries/000").status()).isEqualTo(401);
        assertThat(open("/ledger/tile/%65ntries/000").status()).isEqualTo(401);
        assertThat(SERVICE.get("/ledger/tile/entries/000", "developer").status())
                .isEqualTo(403);
        assertThat(SERVICE.get("/ledger/tile/entries/000", "auditor@checkout").status())
                .isEqualTo(403);
        assertThat(SERVICE.get("/ledger/tile/entries/0", "auditor").faultyFields())
                .containsExactly("path");
    }

    @Test
    void bundlesAreCompressedForWhoTakesIt() throws IOException {
        byte[] plain = SERVICE.get("/ledger/tile/entries/000", "auditor").bytes();
        Answer gzip = SERVICE.getWithHeader("Accept-Encoding", "br, gzip;q=0.8", "/ledger/tile/entries/000", "auditor");
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(gzip.header("Vary")).containsIgnoringCase("Accept-Encoding");
        assertThat(gzip.bytes().length).isLessThan(plain.length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.bytes())).readAllBytes())
                .isEqualTo(plain);
        Answer refused = SERVICE.getWithHeader("Accept-Encoding", "gzip;q=0", "/ledger/tile/entries/000", "auditor");
        assertThat(refused.bytes()).isEqualTo(plain);
        Answer again =
                SERVICE.getWithHeader("If-None-Match", refused.header("ETag"), "/ledger/tile/entries/000", "auditor");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    @Test
    void givenAnEntryThatCannotBeRead_noBundleLooksWhole_andNoneIsKept() throws Exception {
        execute("alter table query_g1.entry alter column bytes drop not null");
        execute("update query_g1.entry set bytes = null where position = 250");
        try {
            assertThatThrownBy(() -> SERVICE.get("/ledger/tile/entries/000", "auditor"))
                    .as("what left is more than a buffer holds, and is broken off")
                    .hasRootCauseInstanceOf(IOException.class);
            Answer gzip = SERVICE.getWithHeader("Accept-Encoding", "gzip", "/ledger/tile/entries/000", "auditor");
            assertThat(gzip.status()).isEqualTo(500);
            assertThat(gzip.header("Content-Type")).startsWith("application/problem+json");
            assertThat(gzip.header("Content-Encoding")).isEmpty();
            assertThat(gzip.header("Cache-Control")).doesNotContain("immutable");
        } finally {
            execute("update query_g1.entry set bytes = '\\x"
                    + HexFormat.of().formatHex(LEDGER.entries().get(250)) + "' where position = 250");
            execute("alter table query_g1.entry alter column bytes set not null");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aProofStandsOnItsOwn() throws NotVerified {
        for (int position : List.of(0, 1, 255, 256, 511, 512, COVERED - 1)) {
            Answer answer = open("/ledger/proof/" + position);
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
            TlogProof proof = TlogProof.parse(answer.text());
            assertThat(proof.index()).isEqualTo(position);
            assertThat(proof.checkpoint().format()).isEqualTo(note);
            assertThat(proof.open(leaf(position), TestLedger.ORIGIN, List.of(LEDGER.key()))
                            .size())
                    .isEqualTo(COVERED);
        }
    }

    @Test
    void aProofIsMadeForAnOlderCheckpointWhereOneIsAskedFor() throws NotVerified {
        TlogProof proof = TlogProof.parse(open("/ledger/proof/42?size=" + FIRST).text());
        assertThat(proof.checkpoint().format()).isEqualTo(firstNote);
        proof.open(leaf(42), TestLedger.ORIGIN, List.of(LEDGER.key()));
        Answer unsigned = open("/ledger/proof/42?size=101");
        assertThat(unsigned.status()).isEqualTo(404);
        assertThat(unsigned.json().get("detail").stringValue())
                .isEqualTo("there is no verified checkpoint of exactly 101 entries; the newest covers 600");
    }

    @Test
    void aProofOfWhatIsNotCoveredIsNotThere() {
        Answer answer = open("/ledger/proof/" + COVERED);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").stringValue()).contains("position 600 is not among them yet");
    }

    @Test
    void everythingThatIsWrongWithAQuestionIsNamed() {
        assertThat(open("/ledger/proof/first?size=0&of=it").faultyFields())
                .containsExactlyInAnyOrder("position", "size", "of");
        assertThat(open("/ledger/proof/100?size=100").faultyFields()).containsExactly("position");
        assertThat(open("/ledger/proof/007").faultyFields()).containsExactly("position");
        assertThat(open("/ledger/consistency").faultyFields()).containsExactly("from");
        assertThat(open("/ledger/consistency?from=-1&to=x").faultyFields()).containsExactlyInAnyOrder("from", "to");
        assertThat(open("/ledger/consistency?from=5&to=4").faultyFields()).containsExactly("from");
    }

    @Test
    void growthIsProvenBetweenAnyTwoSizesThatAreCovered() throws NotVerified {
        for (int older : List.of(1, 100, 255, 256, 512, 599)) {
            for (int newer : List.of(599, COVERED)) {
                Answer answer = open("/ledger/consistency?from=" + older + "&to=" + newer);
                assertThat(answer.header("Cache-Control")).isEqualTo(FOR_EVER);
                List<Hash> hashes = answer.text()
                        .lines()
                        .map(line -> new Hash(Base64.getDecoder().decode(line)))
                        .toList();
                new ConsistencyProof(older, newer, hashes)
                        .verify(frontier(older).root(), frontier(newer).root());
            }
        }
        assertThat(open("/ledger/consistency?from=0&to=600").bytes()).isEmpty();
        Answer toTheNewest = open("/ledger/consistency?from=100");
        assertThat(toTheNewest.text())
                .isEqualTo(open("/ledger/consistency?from=100&to=600").text());
        assertThat(toTheNewest.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(open("/ledger/consistency?from=100&to=601").status()).isEqualTo(404);
        assertThat(open("/ledger/consistency?from=601").status()).isEqualTo(404);
    }

    @Test
    void theContractNamesAllOfIt() {
        String contract = new String(open("/v3/api-docs").bytes(), UTF_8);
        assertThat(contract)
                .contains(
                        "/ledger/tile/**",
                        "/ledger/tile/entries/**",
                        "/ledger/proof/{position}",
                        "/ledger/consistency");
    }
}
