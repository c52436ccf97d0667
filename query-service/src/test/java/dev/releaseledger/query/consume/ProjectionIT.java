package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The verifying consumer on a real broker and a real database. */
class ProjectionIT {
    private final TestServers servers = TestServers.shared();
    private final TestIssuer issuer = TestIssuer.start();
    private final TestDatabase database = servers.newDatabase();
    private final String prefix = servers.newTopicPrefix();
    private final TestLedger ledger = new TestLedger(servers.kafkaBootstrap(), prefix);
    private final UUID release = UUID.randomUUID();
    private final String stream = "release/" + release;
    private RunningQueryService service;

    @BeforeEach
    void start() {
        service = running();
    }

    private RunningQueryService running(String... more) {
        return RunningQueryService.start(
                database, prefix, issuer, List.of(ledger.key().format()), more);
    }

    @AfterEach
    void stop() {
        service.close();
        ledger.close();
        issuer.close();
    }

    private long plan() {
        return ledger.say(stream, planned("2.5.0"), ledger.live(Role.RELEASE_MANAGER));
    }

    private static ReleasePlanned planned(String version) {
        return new ReleasePlanned(
                "checkout",
                version,
                "A release",
                ReleaseKind.STANDARD,
                Strategy.CANARY,
                null,
                TestLedger.PLANNER,
                null,
                null,
                1);
    }

    private ChangeAdded change(int n) {
        return new ChangeAdded(
                "c" + n, ChangeCategory.FIX, "Change " + n, null, TestLedger.PLANNER, null, null, List.of());
    }

    private long addChange(int n) {
        return ledger.say(stream, change(n), ledger.live(Role.CI));
    }

    private int changeCount() {
        return service.get("/v1/releases/" + release, "developer")
                .json()
                .get("changeCount")
                .asInt();
    }

    private void awaitStopped(String because) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(service.health().status()).isEqualTo(503);
            assertThat(service.health().text()).contains(because);
        });
    }

    /** It is counted a moment after it is in the tables, by which health goes. */
    private void awaitAlarm(String kind) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(service.alarms(kind)).isEqualTo(1));
    }

    @Test
    void whatIsPublishedIsProjectedAndItsCheckpointIsBorneOut() {
        plan();
        addChange(1);
        String note = ledger.checkpoint();
        service.awaitProjected(2);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        assertThat(changeCount()).isEqualTo(1);
        assertThat(service.health().status()).isEqualTo(200);
    }

    @Test
    void aReplayedBatchChangesNothing() {
        plan();
        addChange(1);
        addChange(2);
        service.awaitProjected(3);
        ledger.publish(0, 3);
        long last = addChange(3);
        service.awaitProjected(last + 1);
        assertThat(changeCount()).isEqualTo(3);
        assertThat(service.alarms("fork")).isZero();
    }

    @Test
    void anAbortedTransactionLeavesNoTrace() {
        plan();
        ledger.publishAndAbort("not yet said".getBytes(StandardCharsets.UTF_8), "1");
        long last = addChange(1);
        service.awaitProjected(last + 1);
        assertThat(changeCount()).isEqualTo(1);
    }

    @Test
    void aPositionThatComesAgainAsAnotherEntryStopsEverything() {
        plan();
        service.awaitProjected(1);
        byte[] forged = TestLedger.sealed(stream, planned("6.6.6"), ledger.live(Role.ADMIN), 0, 0, ledger.now());
        ledger.publish(forged, "0", stream);
        awaitStopped("position 0 came again as another entry");
        awaitAlarm("fork");
        assertThat(service.get("/v1/releases/" + release, "developer")
                        .json()
                        .get("version")
                        .stringValue())
                .isEqualTo("2.5.0");
    }

    @Test
    void aForgedRecordThatCameFirstIsFoundWhenTheTrueOneComes() {
        byte[] truth = ledger.append(stream, planned("2.5.0"), ledger.live(Role.RELEASE_MANAGER));
        byte[] forged = TestLedger.sealed(stream, planned("6.6.6"), ledger.live(Role.ADMIN), 0, 0, ledger.now());
        ledger.publish(forged, "0", stream);
        service.awaitProjected(1);
        ledger.publish(truth, "0", stream);
        awaitStopped("position 0 came again as another entry");
    }

    @Test
    void aForgedRecordIsFoundByTheNextCheckpointEvenWithoutTheTrueOne() {
        ledger.append(stream, planned("2.5.0"), ledger.live(Role.RELEASE_MANAGER));
        byte[] forged = TestLedger.sealed(stream, planned("6.6.6"), ledger.live(Role.ADMIN), 0, 0, ledger.now());
        ledger.publish(forged, "0", stream);
        service.awaitProjected(1);
        ledger.checkpoint();
        awaitStopped("the checkpoint of size 1 is signed for the root " + ledger.root() + ", but the entries received"
                + " have the root " + Hash.leaf(forged));
        awaitStopped("; position 0 differs");
        awaitAlarm("tree");
        assertThat(service.getWith("/ledger/checkpoint", null).status()).isEqualTo(404);
    }

    private JsonNode findings() {
        return service.get("/v1/findings?rule=ledger-differs", "developer")
                .json()
                .get("findings");
    }

    @Test
    void anEntryThatIsNotWhatItsPublisherStatedStopsEverythingAtItsPosition() {
        plan();
        byte[] truth = ledger.append(stream, change(1), ledger.live(Role.CI));
        byte[] forged = TestLedger.sealed(stream, change(9), ledger.live(Role.CI), 1, 1, ledger.now());
        ledger.publishStating(Hash.leaf(truth).toBase64(), forged, "1", stream);
        awaitStopped("position 1 differs: its publisher stated the leaf hash "
                + Hash.leaf(truth).toBase64() + ", but the bytes received have "
                + Hash.leaf(forged).toBase64());
        awaitAlarm("leaf");
        service.awaitProjected(1);
        assertThat(service.projected()).isEqualTo(1);
    }

    @Test
    void whatIsStatedAndIsNoHashStopsEverythingToo() {
        plan();
        byte[] next = TestLedger.sealed(stream, change(1), ledger.live(Role.CI), 1, 1, ledger.now());
        ledger.publishStating("none", next, "1", stream);
        awaitStopped("its publisher stated the leaf hash none, but");
    }

    @Test
    void aDifferenceIsAFindingUntilARebuildFromAWholeTopic() {
        plan();
        ledger.checkpoint();
        addChange(1);
        addChange(2);
        Hash lie = Hash.leaf(new byte[0]);
        ledger.falseCheckpoint(3, lie);
        awaitStopped("they differ first at one of the positions 1 to 2: the checkpoint of size 1 agrees; each of these"
                + " entries came with the leaf hash that its publisher stated");
        JsonNode finding = findings().get(0);
        assertThat(finding.get("severity").stringValue()).isEqualTo("HIGH");
        assertThat(finding.get("subject").stringValue()).isEqualTo("ledger");
        assertThat(finding.get("text").stringValue()).contains("is signed for the root " + lie);
        assertThat(finding.get("cited").toString()).isEqualTo("[1,2]");
        assertThat(finding.get("product").isNull()).isTrue();
        assertThat(service.get("/v1/findings?rule=ledger-differs", "developer@checkout")
                        .json()
                        .get("findings"))
                .isEmpty();
        service.close();
        service = running();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(service.health().text()).contains("positions 1 to 2"));
        assertThat(findings()).hasSize(1);
    }

    @Test
    void aLogThatSignedTwoTreesIsToldSo() {
        plan();
        addChange(1);
        addChange(2);
        String note = ledger.checkpoint();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        ledger.falseCheckpoint(2, ledger.root());
        awaitStopped("the checkpoint of size 3 agrees with these entries, so that the log signed two trees");
        assertThat(findings().get(0).get("cited")).isEmpty();
        assertThat(service.getWith("/ledger/checkpoint", null).text()).isEqualTo(note);
    }

    @Test
    void aMissingPositionStopsEverything() {
        plan();
        ledger.append(stream, change(1), ledger.live(Role.CI));
        addChange(2);
        awaitStopped("the next position is 1, but 2 came");
        awaitAlarm("gap");
    }

    @Test
    void aRecordOfNoPositionStopsEverything() {
        plan();
        ledger.publish("hello".getBytes(StandardCharsets.UTF_8), null, null);
        awaitStopped("has no position");
    }

    @Test
    void aStreamThatSkipsASequenceStopsEverything() {
        plan();
        byte[] skipping = TestLedger.sealed(stream, change(1), ledger.live(Role.CI), 1, 2, ledger.now());
        ledger.publish(skipping, "1", stream);
        awaitStopped("the next sequence of " + stream + " is 1, but position 1 has 2");
    }

    @Test
    void aRecordedTimeThatGoesBackStopsEverything() {
        plan();
        Instant earlier = ledger.now().minusMillis(1);
        byte[] late = TestLedger.sealed(stream, change(1), ledger.live(Role.CI), 1, 1, earlier);
        ledger.publish(late, "1", stream);
        awaitStopped("before the one before it");
    }

    @Test
    void anEntryOfAnUnknownTypeEntersTheTreeAndMarksItsStreamIncomplete() {
        plan();
        byte[] known = TestLedger.sealed(stream, change(1), ledger.live(Role.CI), 1, 1, ledger.now());
        byte[] unknown = new String(known, StandardCharsets.UTF_8)
                .replace("release.change-added.v1", "release.change-blessed.v7")
                .getBytes(StandardCharsets.UTF_8);
        ledger.keep(unknown);
        ledger.publish(unknown, "1", stream);
        byte[] next = TestLedger.sealed(stream, change(2), ledger.live(Role.CI), 2, 2, ledger.now());
        ledger.keep(next);
        ledger.publish(next, "2", stream);
        String note = ledger.checkpoint();
        service.awaitProjected(3);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        var view = service.get("/v1/releases/" + release, "developer").json();
        assertThat(view.get("incomplete").booleanValue()).isTrue();
        assertThat(view.get("doubt").get("position").longValue()).isEqualTo(1);
        assertThat(view.get("changeCount").asInt()).isEqualTo(1);
        var row =
                service.get("/v1/releases", "developer").json().get("releases").get(0);
        assertThat(row.get("incomplete").booleanValue()).isTrue();
    }

    @Test
    void bytesThatAreNoEntryKeepTheirPlaceByTheirRecord() {
        plan();
        byte[] noise = {0, 1, 2, '"', (byte) 0xff};
        ledger.keep(noise);
        ledger.publish(noise, "1", stream);
        byte[] next = TestLedger.sealed(stream, change(2), ledger.live(Role.CI), 2, 2, ledger.now());
        ledger.keep(next);
        ledger.publish(next, "2", stream);
        String note = ledger.checkpoint();
        service.awaitProjected(3);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        var view = service.get("/v1/releases/" + release, "developer").json();
        assertThat(view.get("incomplete").booleanValue()).isTrue();
        assertThat(view.get("changeCount").asInt()).isEqualTo(1);
        var history =
                service.get("/v1/releases/" + release + "/history", "developer").json();
        assertThat(history.get("entries")).hasSize(3);
        assertThat(history.get("entries").get(1).get("entry").isNull()).isTrue();
        assertThat(history.get("entries").get(1).get("bytes").binaryValue()).isEqualTo(noise);
    }

    @Test
    void textsThatPostgresCannotHoldDoNotHoldUpTheLedger() {
        ReleasePlanned odd = new ReleasePlanned(
                "checkout",
                "x".repeat(9_000),
                "A \0 title",
                ReleaseKind.STANDARD,
                Strategy.CANARY,
                null,
                TestLedger.PLANNER,
                "m\0",
                null,
                1);
        ledger.say(stream, odd, ledger.live(Role.RELEASE_MANAGER));
        service.awaitProjected(1);
        assertThat(service.get("/v1/releases/" + release, "developer")
                        .json()
                        .get("title")
                        .stringValue())
                .isEqualTo("A \0 title");
        assertThat(service.get("/v1/releases", "developer").json().get("releases"))
                .hasSize(1);
    }

    @Test
    void aNoteThatNoPinnedKeySignedIsIgnoredButCounted() {
        plan();
        ledger.foreignCheckpoint();
        String note = ledger.checkpoint();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        assertThat(service.alarms("foreign-checkpoint")).isEqualTo(1);
    }

    @Test
    void aCheckpointByAPinnedKeyAndOneThatIsNotPinnedYetIsBelieved() {
        plan();
        String note = ledger.checkpointByTheNextKeyToo();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        assertThat(service.alarms("foreign-checkpoint")).isEqualTo(0);
    }

    @Test
    void everyCheckpointIsComparedExactlyAtItsSizeHoweverLateItComes() {
        plan();
        for (int n = 1; n <= 40; n++) {
            ledger.append(stream, change(n), ledger.live(Role.CI));
        }
        ledger.publish(1, 41);
        service.awaitProjected(41);
        ledger.falseCheckpoint(17, ledger.root());
        awaitStopped("the checkpoint of size 17");
    }

    @Test
    void anAlarmOutlivesARestart() {
        plan();
        ledger.publish("hello".getBytes(StandardCharsets.UTF_8), null, null);
        awaitStopped("has no position");
        service.close();
        service = running();
        awaitStopped("has no position");
    }

    @Test
    void aRestartGoesOnWhereTheTablesSay() {
        plan();
        addChange(1);
        service.awaitProjected(2);
        service.close();
        addChange(2);
        service = running();
        service.awaitProjected(3);
        assertThat(changeCount()).isEqualTo(2);
    }

    @Test
    void ofTwoInstancesOneProjectsAndTheOtherTakesOverWhenItEnds() {
        plan();
        service.awaitProjected(1);
        RunningQueryService other = running();
        try {
            long last = addChange(1);
            assertThat(other.get("/v1/releases/" + release + "?after=" + last, "developer")
                            .status())
                    .isEqualTo(200);
            service.close();
            long afterwards = addChange(2);
            other.awaitProjected(afterwards + 1);
        } finally {
            service = other;
        }
        assertThat(changeCount()).isEqualTo(2);
    }

    /** Many entries at once are read ahead of what is written. */
    @Test
    void whatWasReadAheadIsForgottenWhereTheTablesGoOnElsewhere() throws SQLException {
        service.close();
        ledger.append(stream, planned("2.5.0"), ledger.live(Role.RELEASE_MANAGER));
        for (int n = 1; n < 6_000; n++) {
            ledger.append(stream, change(n), ledger.live(Role.CI));
        }
        ledger.publish(0, 6_000);
        String note = ledger.checkpoint();
        service = running("--release-ledger.projection.batch=300");
        for (int times = 0; times < 10; times++) {
            long before = service.projected();
            readAgainFromOneBefore();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> service.projected() > before || service.projected() == 6_000);
        }
        service.awaitProjected(6_000);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.getWith("/ledger/checkpoint", null).text().equals(note));
        assertThat(changeCount()).isEqualTo(5_999);
        assertThat(service.health().status()).isEqualTo(200);
    }

    /** As another instance would that projected, and did not come as far. */
    private void readAgainFromOneBefore() throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "update query_g1.progress set next_offset = greatest(0, next_offset - 1)"))
                    .isEqualTo(1);
        }
    }
}
