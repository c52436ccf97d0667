package dev.releaseledger.command.append;

import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.Drafts.newStream;
import static dev.releaseledger.command.append.LedgerDatabases.ORIGIN;
import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static dev.releaseledger.command.append.LedgerDatabases.recomputed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class CheckpointsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestDatabase database = LedgerDatabases.fresh();
    private final HeadSignal signal = new HeadSignal();
    private final AppendEngine engine = new AppendEngine(
            LedgerDatabases.database(database),
            LedgerDatabases.PATIENT,
            LedgerDatabases.OPEN,
            signal,
            new CompositeMeterRegistry());

    @AfterEach
    void close() {
        engine.close();
    }

    private final NoteSigner signer = newSigner();

    private static NoteSigner newSigner() {
        try {
            return NoteSigner.generate(ORIGIN);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private Checkpoints signing(SigningKeys keys) {
        return new Checkpoints(dataSource(database), keys, LedgerDatabases.OPEN, signal, new CompositeMeterRegistry());
    }

    private Checkpoints signing() {
        return signing(SigningKeys.of(signer));
    }

    private void append(int entries) {
        for (int i = 0; i < entries; i++) {
            engine.append(anyhow(newStream()));
        }
    }

    private void awaitSigned(long size) {
        await().atMost(PATIENCE).until(() -> signedSize() == size);
    }

    private long signedTimes() {
        return count(database, "select count(*) from ledger.checkpoint");
    }

    private void whileFewAreSigned(Runnable appends) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            appends.run();
            return signedTimes() >= 4;
        });
    }

    private long signedSize() {
        return count(database, "select coalesce(max(size), 0) from ledger.checkpoint");
    }

    /** Appends so many entries and has them signed, by a process that ends. */
    private void signed(int entries) {
        append(entries);
        try (var ignored = signing()) {
            awaitSigned(count(database, "select next_position from ledger.head"));
        }
    }

    private String lastNote() throws SQLException {
        return notes().getLast();
    }

    private List<String> notes() throws SQLException {
        List<String> notes = new ArrayList<>();
        try (Connection connection = database.connectAsCommand();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select note from ledger.checkpoint order by size")) {
            while (rows.next()) {
                notes.add(rows.getString(1));
            }
        }
        return notes;
    }

    /** What a superuser does to what is recorded, past all triggers. */
    private void tamper(String sql) {
        asSuperuser(database, "set session_replication_role = replica; " + sql);
    }

    private void assertRefused(Checkpoints checkpoints, String why) {
        await().atMost(PATIENCE).until(() -> checkpoints.refusal().isPresent());
        assertThat(checkpoints.refusal().orElseThrow()).contains(why);
        assertThat(new CheckpointsHealth(checkpoints).health())
                .satisfies(health -> assertThat(health.getStatus()).isEqualTo(Status.DOWN))
                .satisfies(health ->
                        assertThat(health.getDetails().get("reason")).asString().contains(why));
    }

    /** Signing refuses what the database has become, and signs nothing of it. */
    private void assertNothingIsSignedOf(String tampering, String why) {
        signed(3);
        append(4);
        tamper(tampering);
        try (Checkpoints checkpoints = signing()) {
            assertRefused(checkpoints, why);
            assertThat(signedSize()).isEqualTo(3);
        }
    }

    @Test
    void whatTheLedgerBecameIsSignedAtMostOnceASecondAcrossInstances() throws Exception {
        try (var one = signing();
                var other = new Checkpoints(
                        dataSource(database),
                        SigningKeys.of(signer),
                        LedgerDatabases.OPEN,
                        new HeadSignal(),
                        new CompositeMeterRegistry())) {
            whileFewAreSigned(() -> engine.append(anyhow(newStream())));
            awaitSigned(count(database, "select next_position from ledger.head"));
        }
        assertThat(count(
                        database,
                        "select count(*) from (select recorded - lag(recorded) over (order by size) as gap"
                                + " from ledger.checkpoint) s where gap < interval '1 second'"))
                .as("checkpoints less than a second after the one before")
                .isZero();
        try (Connection connection = database.connectAsCommand();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(
                        "select size, note, frontier from ledger.checkpoint order by size desc limit 1")) {
            last.next();
            Checkpoint checkpoint = Checkpoint.open(last.getString("note"), ORIGIN, List.of(signer.verifierKey()));
            assertThat(checkpoint.size()).isEqualTo(last.getLong("size"));
            assertThat(checkpoint.root()).isEqualTo(recomputed(database).root());
            assertThat(Frontier.fromBytes(last.getLong("size"), last.getBytes("frontier")))
                    .isEqualTo(recomputed(database));
        }
    }

    @Test
    void aLedgerThatMayNotBeAppendedToIsNotSigned() throws Exception {
        engine.append(anyhow(newStream()));
        try (var ignored = new Checkpoints(
                dataSource(database),
                SigningKeys.of(signer),
                () -> Optional.of(Reason.REFUSED),
                signal,
                new CompositeMeterRegistry())) {
            await().atMost(Duration.ofMinutes(2))
                    .during(Duration.ofMillis(1_500))
                    .until(() -> count(database, "select count(*) from ledger.checkpoint") == 0);
        }
    }

    @Nested
    class TwoSigners {

        @Test
        void neverForkTheLedger() throws Exception {
            try (var one = signing();
                    var other = signing();
                    var third = signing()) {
                whileFewAreSigned(() -> append(10));
                awaitSigned(count(database, "select next_position from ledger.head"));
                assertThat(List.of(one, other, third))
                        .allSatisfy(each -> assertThat(each.refusal()).isEmpty());
            }
            Frontier tree = Frontier.EMPTY;
            List<StoredEntry> entries = new EntryReader(dataSource(database)).from(0, Integer.MAX_VALUE);
            for (String note : notes()) {
                Checkpoint checkpoint = Checkpoint.open(note, ORIGIN, List.of(signer.verifierKey()));
                while (tree.size() < checkpoint.size()) {
                    tree = tree.append(Hash.leaf(entries.get((int) tree.size()).bytes()));
                }
                assertThat(checkpoint.root()).isEqualTo(tree.root());
            }
        }

        @Test
        void stopWhereTheDatabaseLacksWhatTheySignedThemselves() {
            append(3);
            try (Checkpoints one = signing()) {
                awaitSigned(3);
                await().atMost(PATIENCE).until(() -> one.signedSize() == 3);
                // At once: of one after the other, the second might end among them.
                engine.append(anyhow(newStream(), newStream(), newStream(), newStream()));
                await().atMost(PATIENCE).until(() -> one.signedSize() == 7);
                // As it was restored from a backup that was made before the second checkpoint.
                tamper("delete from ledger.checkpoint where size = 7");
                assertRefused(one, "does not hold the checkpoint of 7 entries, which was signed here");
                assertThat(signedSize()).isEqualTo(3);
            }
        }
    }

    @Nested
    class Tampering {

        @Test
        void aRowThatWasChangedSinceTheLastCheckpointIsNotSigned() {
            assertNothingIsSignedOf(
                    "update ledger.entry set bytes = set_byte(bytes, 100, 0) where position = 5",
                    "its entries do not extend the checkpoint of 3 entries to its head of 7");
        }

        @Test
        void rowsThatWereSwappedAreNotSigned() {
            assertNothingIsSignedOf(
                    "update ledger.entry e set bytes = o.bytes from ledger.entry o"
                            + " where (e.position, o.position) in ((4, 5), (5, 4))",
                    "its entries do not extend the checkpoint of 3 entries to its head of 7");
        }

        @Test
        void aRowThatIsGoneIsNotSignedOver() {
            assertNothingIsSignedOf("delete from ledger.entry where position = 5", "it does not hold entry 5");
        }

        @Test
        void aChangedFrontierIsNotSigned() {
            assertNothingIsSignedOf(
                    "update ledger.head set frontier = set_byte(frontier, 40, 255 - get_byte(frontier, 40))",
                    "its entries do not extend the checkpoint of 3 entries to its head of 7");
        }

        @Test
        void aFrontierOfAnotherLengthIsNotSigned() {
            assertNothingIsSignedOf("update ledger.head set frontier = ''", "its head has a damaged frontier");
        }

        @Test
        void aHeadThatWentBackIsNotSigned() {
            Frontier two = firstEntries(2);
            assertNothingIsSignedOf(
                    "update ledger.head set next_position = 2, frontier = '\\x"
                            + HexFormat.of().formatHex(two.toBytes()) + "'",
                    "its head went back: it has 2 entries, and 3 are signed");
        }

        /** The tree of entries that do not matter. */
        private Frontier firstEntries(int size) {
            Frontier frontier = Frontier.EMPTY;
            for (int i = 0; i < size; i++) {
                frontier = frontier.append(Hash.leaf(new byte[] {(byte) i}));
            }
            return frontier;
        }

        @Test
        void aHeadThatWasChangedWhereItIsSignedIsNoticedWithoutANewEntry() {
            signed(3);
            try (Checkpoints checkpoints = signing()) {
                tamper("update ledger.head set frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))");
                assertRefused(checkpoints, "its entries do not extend the checkpoint of 3 entries to its head of 3");
            }
        }

        @Test
        void aCheckpointThatSomebodyElseSignedIsNotBuiltOn() throws Exception {
            String forged = new Checkpoint(ORIGIN, 5, firstEntries(5).root())
                    .sign(NoteSigner.generate(ORIGIN))
                    .format();
            signed(3);
            append(4);
            try (Connection connection = database.connectAsCommand();
                    var insert = connection.prepareStatement(
                            "insert into ledger.checkpoint (size, note, frontier) values (5, ?, ?)")) {
                insert.setString(1, forged);
                insert.setBytes(2, firstEntries(5).toBytes());
                insert.executeUpdate();
            }
            try (Checkpoints checkpoints = signing()) {
                assertRefused(checkpoints, "its checkpoint of 5 entries is not signed by a key of this ledger");
            }
        }

        @Test
        void aCheckpointWithAnotherTreeBesideItIsNotBuiltOn() {
            assertNothingIsSignedOf(
                    "update ledger.checkpoint set frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))",
                    "its checkpoint of 3 entries is signed for 3 entries and the root");
        }

        @Test
        void entriesAreRecordedAllTheSame() {
            signed(1);
            try (Checkpoints checkpoints = signing()) {
                tamper("update ledger.head set frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))");
                assertRefused(checkpoints, "its entries do not extend the checkpoint of 1 entries");
                assertThat(engine.append(anyhow(newStream()))).isInstanceOf(AppendOutcome.Appended.class);
            }
        }
    }

    @Nested
    class KeyRotation {
        private final NoteSigner next = newSigner();

        @Test
        void duringTheOverlapBothKeysSign_soThatReadersOfEitherBelieveEveryCheckpoint() throws Exception {
            signed(2);
            append(1);
            try (var ignored = signing(new SigningKeys(List.of(signer, next), List.of()))) {
                awaitSigned(3);
            }
            for (NoteSigner pinned : List.of(signer, next)) {
                Checkpoint checkpoint = Checkpoint.open(lastNote(), ORIGIN, List.of(pinned.verifierKey()));
                assertThat(checkpoint.root()).isEqualTo(recomputed(database).root());
            }
        }

        @Test
        void afterTheOverlapTheOldKeyIsNotNeeded() throws Exception {
            signed(2);
            append(1);
            try (var ignored = signing(new SigningKeys(List.of(signer, next), List.of()))) {
                awaitSigned(3);
            }
            append(1);
            try (var ignored = signing(SigningKeys.of(next))) {
                awaitSigned(4);
            }
            assertThat(SignedNote.parse(lastNote()).verify(List.of(signer.verifierKey(), next.verifierKey())))
                    .containsExactly(next.verifierKey());
        }

        @Test
        void aKeyThatTakesOverWithoutAnOverlapHasToBeToldOfTheOneBefore() {
            signed(2);
            append(1);
            try (Checkpoints alone = signing(SigningKeys.of(next))) {
                assertRefused(alone, "release-ledger.retired-keys");
                assertThat(signedSize()).isEqualTo(2);
            }
            try (var ignored = signing(new SigningKeys(List.of(next), List.of(signer.verifierKey())))) {
                awaitSigned(3);
            }
        }
    }
}
