package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.testing.MadeUpDeliveries;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The facts behind the DORA figures depend on the entries alone. */
class DoraRowsIT {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TABLES = List.of("dora_release", "dora_deployment", "dora_change");
    private static final AtomicInteger GENERATIONS = new AtomicInteger();
    private static final TestDatabase DATABASE = TestServers.shared().newDatabase();
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
    private static final JdbcTemplate JDBC = new JdbcTemplate(SOURCE);
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new DataSourceTransactionManager(SOURCE));

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void whereverBatchesEnd_theFactsAreThoseOfOneFold(@ForAll long history, @ForAll long borders) {
        List<Received> received = received(MadeUpDeliveries.of(history, 120, TIME, "shop", "search"));
        Random random = new Random(borders);
        int most = 1 + random.nextInt(60);

        List<String> inBatches = rows(received, 1_000_000, () -> 1 + random.nextInt(most));
        List<String> forgetful = rows(received, 1, () -> 1 + random.nextInt(most));
        List<String> atOnce = rows(received, 1_000_000, received::size);

        assertThat(atOnce).isNotEmpty();
        assertThat(inBatches).isEqualTo(atOnce);
        assertThat(forgetful).as("with streams folded again from the tables").isEqualTo(atOnce);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void givenAGenerationThatWasFilledBeforeThereWereFacts_everyReleaseWithADeploymentIsThere(@ForAll long history) {
        List<Received> received = received(MadeUpDeliveries.of(history, 120, TIME, "shop", "search"));
        Generation generation = new Generation(GENERATIONS.incrementAndGet());
        new Schemas(SOURCE, JDBC, TRANSACTION).migrate(generation);
        GenerationTables tables = new GenerationTables(generation, JDBC, TRANSACTION);
        Projector projector = new Projector(tables, tables, 1_000_000);
        int half = received.size() / 2;

        project(projector, tables, received.subList(0, half), half);
        TABLES.forEach(table -> JDBC.update(generation.sql("delete from {g}." + table)));
        project(projector, tables, received.subList(half, received.size()), received.size());

        assertThat(JDBC.queryForList(
                        generation.sql("select d.deployment_id from {g}.dora_deployment d where not exists"
                                + " (select from {g}.dora_release r where r.release_id = d.release_id)"),
                        String.class))
                .isEmpty();
        assertThat(releases(generation)).isNotEmpty();
        assertThat(rows(received, 1_000_000, received::size)).containsAll(releases(generation));
    }

    private static List<String> releases(Generation generation) {
        return JDBC.query(
                generation.sql("select 'dora_release ' || t::text from {g}.dora_release t"),
                (row, n) -> row.getString(1));
    }

    private static void project(Projector projector, GenerationTables tables, List<Received> received, long next) {
        Batch batch = projector.project(tables.progress(), received, next);
        assertThat(batch.alarm()).isNull();
        assertThat(tables.write(batch)).isTrue();
        projector.committed(batch);
    }

    private interface Sizes {
        int next();
    }

    private static List<String> rows(List<Received> received, long remembered, Sizes sizes) {
        Generation generation = new Generation(GENERATIONS.incrementAndGet());
        new Schemas(SOURCE, JDBC, TRANSACTION).migrate(generation);
        GenerationTables tables = new GenerationTables(generation, JDBC, TRANSACTION);
        Projector projector = new Projector(tables, tables, remembered);
        int at = 0;
        while (at < received.size()) {
            int end = Math.min(received.size(), at + sizes.next());
            project(projector, tables, received.subList(at, end), end);
            at = end;
        }
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(JDBC.queryForList(
                    generation.sql("select '" + table + " ' || t::text from {g}." + table + " t order by 1"),
                    String.class));
        }
        assertThat(JDBC.queryForList(generation.sql("select reason from {g}.incomplete_stream"), String.class))
                .isEmpty();
        return rows;
    }

    private static List<Received> received(List<MadeUpDeliveries.Saying> sayings) {
        Map<String, Long> sequences = new HashMap<>();
        List<Received> received = new ArrayList<>();
        for (MadeUpDeliveries.Saying saying : sayings) {
            long position = received.size();
            long sequence = sequences.merge(saying.stream(), 0L, (last, first) -> last + 1);
            Instant time = TIME.plusSeconds(position);
            Attribution by = new Attribution(TestLedger.PLANNER, Set.of(Role.CI), time, saying.claimed());
            byte[] bytes = TestLedger.sealed(saying.stream(), saying.event(), by, position, sequence, time);
            received.add(new Received.Placed(
                    position, position, saying.stream(), ReadEntry.of(bytes), bytes, Hash.leaf(bytes), false));
        }
        return received;
    }
}
