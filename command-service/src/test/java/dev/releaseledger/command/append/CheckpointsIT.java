package dev.releaseledger.command.append;

import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.Drafts.newStream;
import static dev.releaseledger.command.append.LedgerDatabases.ORIGIN;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static dev.releaseledger.command.append.LedgerDatabases.recomputed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.releaseledger.command.append.LedgerUnavailable.Reason;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointsIT {
    private final TestDatabase database = LedgerDatabases.fresh();
    private final HeadSignal signal = new HeadSignal();
    private final AppendEngine engine = new AppendEngine(
            LedgerDatabases.database(database),
            LedgerDatabases.IMPATIENT,
            LedgerDatabases.OPEN,
            signal,
            new CompositeMeterRegistry());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatTheLedgerBecameIsSignedAtMostOnceASecondAcrossInstances() throws Exception {
        NoteSigner signer = NoteSigner.generate(ORIGIN);
        try (var one = new Checkpoints(dataSource(database), signer, LedgerDatabases.OPEN, signal);
                var other = new Checkpoints(dataSource(database), signer, LedgerDatabases.OPEN, new HeadSignal())) {
            long since = System.nanoTime();
            while (System.nanoTime() - since < Duration.ofSeconds(3).toNanos()) {
                engine.append(anyhow(newStream()));
            }
            long entries = count(database, "select next_position from ledger.head");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> count(database, "select max(size) from ledger.checkpoint") == entries);
        }
        assertThat(count(database, "select count(*) from ledger.checkpoint")).isBetween(3L, 7L);
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
        try (var checkpoints = new Checkpoints(
                dataSource(database), NoteSigner.generate(ORIGIN), () -> Optional.of(Reason.REFUSED), signal)) {
            await().during(Duration.ofMillis(1_500))
                    .until(() -> count(database, "select count(*) from ledger.checkpoint") == 0);
        }
    }
}
