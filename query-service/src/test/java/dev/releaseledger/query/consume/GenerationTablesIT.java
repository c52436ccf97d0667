package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The writing of batches: whoever comes second changes nothing. */
class GenerationTablesIT {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Attribution BY = new Attribution(TestLedger.PLANNER, Set.of(Role.CI), TIME, null);

    private final Generation generation = new Generation(1);
    private final UUID release = UUID.randomUUID();
    private final String stream = "release/" + release;
    private JdbcTemplate jdbc;
    private GenerationTables tables;

    @BeforeEach
    void create() {
        TestDatabase database = TestServers.shared().newDatabase();
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(database.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
        jdbc = new JdbcTemplate(dataSource);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        new Schemas(dataSource, jdbc, transaction).migrate(generation);
        tables = new GenerationTables(generation, jdbc, transaction);
    }

    private Projector projector() {
        return new Projector(tables, tables, 1_000_000);
    }

    private Received.Placed entry(long position, byte[] bytes) {
        return new Received.Placed(position, position, stream, ReadEntry.of(bytes), bytes, Hash.leaf(bytes), false);
    }

    private Received.Placed planned() {
        return entry(
                0,
                TestLedger.sealed(
                        stream,
                        new ReleasePlanned(
                                "checkout",
                                "1.0.0",
                                "A release",
                                ReleaseKind.STANDARD,
                                Strategy.ROLLING,
                                null,
                                TestLedger.PLANNER,
                                null,
                                null,
                                1),
                        BY,
                        0,
                        0,
                        TIME));
    }

    private Received.Placed change(long position, String id) {
        return entry(
                position,
                TestLedger.sealed(
                        stream,
                        new ChangeAdded(
                                id, ChangeCategory.FIX, "A fix", null, TestLedger.PLANNER, null, null, List.of()),
                        BY,
                        position,
                        position,
                        TIME));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "entry",
                "release",
                "deployment",
                "environment",
                "story",
                "dora_release",
                "dora_deployment",
                "dora_change",
                "finding",
                "progress",
                "frontier",
                "incomplete_stream")) {
            rows.addAll(jdbc.queryForList(
                    generation.sql("select t::text from {g}." + table + " t order by 1"), String.class));
        }
        return rows;
    }

    @Test
    void aZombieThatWritesTheSamePositionsChangesNothing() {
        Progress start = tables.progress();
        Batch first = projector().project(start, List.of(planned()), 1);
        Batch zombie = projector().project(start, List.of(planned(), change(1, "zombie")), 2);
        assertThat(tables.write(first)).isTrue();
        List<String> before = rows();
        assertThat(tables.write(zombie)).isFalse();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatWasStoppedStaysStopped() {
        Progress start = tables.progress();
        Received.Placed gap = change(5, "gap");
        Batch stopping = projector().project(start, List.of(planned(), gap), 6);
        assertThat(stopping.alarm()).isEqualTo(new Alarm.Gap(1, 5));
        assertThat(tables.write(stopping)).isTrue();
        Progress stopped = tables.progress();
        assertThat(stopped.stopped()).isEqualTo("the next position is 1, but 5 came");
        assertThat(stopped.nextPosition()).isEqualTo(1);
        assertThat(tables.write(projector().project(stopped, List.of(change(1, "late")), 7)))
                .isFalse();
    }

    @Test
    void aStreamThatIsNotRememberedIsFoldedAgainFromItsEntries() {
        Batch first = projector().project(tables.progress(), List.of(planned(), change(1, "a")), 2);
        assertThat(tables.write(first)).isTrue();
        Batch second = projector().project(tables.progress(), List.of(change(2, "b")), 3);
        assertThat(tables.write(second)).isTrue();
        assertThat(jdbc.queryForObject(
                        generation.sql("select change_count from {g}.release where id = ?"), Integer.class, release))
                .isEqualTo(2);
    }

    @Test
    void theRootAtEverySizeIsThatOfTheTree() {
        int size = 2_500;
        List<Received> entries = new ArrayList<>();
        List<Frontier> frontiers = new ArrayList<>(List.of(Frontier.EMPTY));
        for (int position = 0; position < size; position++) {
            Received.Placed entry = position == 0 ? planned() : change(position, "c" + position);
            entries.add(entry);
            frontiers.add(frontiers.getLast().append(entry.leaf()));
        }
        Projector projector = projector();
        for (int from = 0; from < size; from += 700) {
            Batch batch =
                    projector.project(tables.progress(), entries.subList(from, Math.min(size, from + 700)), from + 700);
            assertThat(tables.write(batch)).isTrue();
            projector.committed(batch);
        }
        TreeSet<Long> sizes = new TreeSet<>(Set.of(0L, 1L, 1_023L, 1_024L, 1_025L, 2_047L, 2_048L, 2_499L, 2_500L));
        Map<Long, Hash> roots = tables.rootsAt(sizes);
        for (long each : sizes) {
            assertThat(roots.get(each)).isEqualTo(frontiers.get((int) each).root());
        }
        assertThat(tables.rootsAt(new TreeSet<>(Set.of(2_049L))))
                .containsEntry(2_049L, frontiers.get(2_049).root());
    }
}
