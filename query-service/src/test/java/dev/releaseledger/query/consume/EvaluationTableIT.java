package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.flag.ofrep.EvaluationCounts.Count;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Which days are due, and which counts are kept, on a real PostgreSQL. */
class EvaluationTableIT {
    private static final TestDatabase DATABASE = TestServers.shared().newDatabase();
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
    private static final JdbcTemplate JDBC = new JdbcTemplate(SOURCE);
    private static final Generation GENERATION = new Generation(1);
    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final UUID FLAG = TestFlags.id(1);

    private final EvaluationTable table = new EvaluationTable(JDBC);

    @BeforeEach
    void empty() {
        Schemas schemas = new Schemas(SOURCE, JDBC, new TransactionTemplate(new DataSourceTransactionManager(SOURCE)));
        schemas.migratePointer();
        schemas.migrate(GENERATION);
        JDBC.execute(GENERATION.sql("truncate {g}.flag, query.flag_evaluation"));
    }

    @Test
    void everyDaySinceTheFlagWasDefinedIsDueInItsOrder_alsoWithoutEvaluations() {
        flag(null, null);
        evaluated(FIRST.plusDays(1), 3);

        assertThat(due(FIRST.plusDays(2)))
                .containsExactly(day(FIRST, 0), day(FIRST.plusDays(1), 3), day(FIRST.plusDays(2), 0));
    }

    @Test
    void whatIsCountedIsNotDue() {
        flag(FIRST.plusDays(1), null);

        assertThat(due(FIRST.plusDays(2))).containsExactly(day(FIRST.plusDays(2), 0));
    }

    @Test
    void ofAnArchivedFlagEveryDayUpToItsArchivingIsDue_andThenThoseOnWhichSomebodyAsked() {
        flag(null, FIRST.plusDays(1));
        evaluated(FIRST.plusDays(4), 2);

        assertThat(due(FIRST.plusDays(9)))
                .containsExactly(day(FIRST, 0), day(FIRST.plusDays(1), 0), day(FIRST.plusDays(4), 2));
    }

    @Test
    void countsThatAreNotProjectedAsCountedAreKeptHoweverOldTheyAre() {
        flag(FIRST, null);
        evaluated(FIRST, 1);
        evaluated(FIRST.plusDays(1), 5);

        table.forget(GENERATION, FIRST.plusDays(100));

        assertThat(JDBC.queryForList("select count from query.flag_evaluation", Long.class))
                .containsExactly(5L);
        assertThat(due(FIRST.plusDays(1))).containsExactly(day(FIRST.plusDays(1), 5));
    }

    private List<EvaluationsOfADay> due(LocalDate last) {
        return table.due(GENERATION, last, 100);
    }

    private static EvaluationsOfADay day(LocalDate day, long on) {
        return new EvaluationsOfADay(FLAG, day, on == 0 ? Map.of() : Map.of("on", on));
    }

    private void evaluated(LocalDate day, long on) {
        table.add(List.of(new Count(day, FLAG, "on", on)));
    }

    private static void flag(@Nullable LocalDate lastCounted, @Nullable LocalDate archived) {
        JDBC.update(
                GENERATION.sql(
                        "insert into {g}.flag (id, key, product, type, purpose, owner, value_type, status, rollout,"
                                + " basis_points, archived_at, last_counted, defined_at, updated_at, served_position, sequence,"
                                + " position) values (?, 'k', 'p', 'OPS', 'x', ?, 'BOOLEAN', ?, 'CLOSED', 0, ?::timestamptz, ?,"
                                + " '2026-03-02T23:59:59Z', now(), 1, 1, 1)"),
                FLAG,
                TestFlags.OWNER,
                archived == null ? "ENABLED" : "ARCHIVED",
                archived == null ? null : archived + "T00:00:01Z",
                lastCounted);
    }
}
