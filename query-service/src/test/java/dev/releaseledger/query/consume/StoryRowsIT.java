package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.testing.Script;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of timelines: a function of the entries, however they came. */
class StoryRowsIT {
    private static final UUID RELEASE = new UUID(1, 1);
    private static final UUID BROKEN = new UUID(1, 2);
    private static final UUID DEPLOYMENT = new UUID(2, 1);
    private static final UUID ROLLBACK = new UUID(3, 1);
    private static final UUID INCIDENT = new UUID(4, 1);
    private static final String STREAM = ReleaseEvent.stream(RELEASE);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final String ROWS =
            "select concat_ws(' ', position, product, environment, lane, type, release_id is not null,"
                    + " deployment_id is not null, rollback_id is not null, caused_by is not null)"
                    + " from {g}.story order by position";

    /** Whatever columns there are. */
    private static final String WHOLE_ROWS = "select cast(s as text) from {g}.story s order by position";

    private static ReleasePlanned planned(String product) {
        return new ReleasePlanned(
                product, "1.0.0", "t", ReleaseKind.STANDARD, Strategy.CANARY, null, TestLedger.PLANNER, null, null, 1);
    }

    private static ChangeAdded change(String id) {
        return new ChangeAdded(id, ChangeCategory.FIX, "A fix", null, TestLedger.PLANNER, null, null, List.of());
    }

    private static HealthReported health(HealthVerdict verdict) {
        return new HealthReported(DEPLOYMENT, verdict, Baseline.UNKNOWN, List.of());
    }

    private static Script history() {
        Script script = new Script(BEGIN);
        script.say(STREAM, planned("checkout"));
        script.say(STREAM, change("a"));
        // A history that begins in its middle: what product it is nobody knows yet.
        script.say(ReleaseEvent.stream(BROKEN), change("b"));
        script.say(ReleaseEvent.stream(BROKEN), planned("search"));
        script.say(ReleaseEvent.stream(BROKEN), change("c"));
        script.say(
                PolicyEvent.stream("checkout"),
                PolicyVersionPublished.of("checkout", PolicyBook.defaultPolicy(), null));
        script.say(FreezeEvent.stream("checkout"), new FreezeLifted(new UUID(6, 1), "over"));
        script.say(STREAM, new DeploymentStarted(DEPLOYMENT, "production", Strategy.CANARY, null));
        script.say(STREAM, new DeploymentAdvanced(DEPLOYMENT, 5));
        script.say(STREAM, health(HealthVerdict.HEALTHY));
        script.say(STREAM, health(HealthVerdict.HEALTHY));
        script.after(Duration.ofMinutes(1));
        Script.Said unhealthy = script.say(STREAM, health(HealthVerdict.UNHEALTHY));
        script.say(STREAM, health(HealthVerdict.UNHEALTHY));
        script.because(
                unhealthy,
                STREAM,
                new RollbackTriggered(
                        ROLLBACK, DEPLOYMENT, RollbackReason.ERROR_RATE, Set.of(RollbackKind.CODE), "0.9.0", "errors"));
        script.say(STREAM, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null));
        script.say(IncidentEvent.stream(INCIDENT), new IncidentAcknowledged());
        script.say(
                IncidentEvent.stream(INCIDENT),
                new IncidentOpened(
                        "checkout", "production", "Errors", Severity.SEV2, IncidentOrigin.PERSON, BEGIN, List.of(), 1));
        script.say(
                IncidentEvent.stream(INCIDENT), new LogEntryWritten(new UUID(5, 1), "seen", BEGIN, null, List.of(11L)));
        // Neither is a time that a column holds.
        script.say(
                IncidentEvent.stream(INCIDENT),
                new LogEntryWritten(new UUID(5, 2), "long ago", Instant.MIN, null, List.of()));
        script.say(IncidentEvent.stream(INCIDENT), new IncidentMitigated("in the end", Instant.MAX));
        return script;
    }

    private static List<String> rows(Script script, Random borders, String query) {
        TestDatabase database = TestServers.shared().newDatabase();
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(database.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        Generation generation = new Generation(1);
        new Schemas(dataSource, jdbc, transaction).migrate(generation);
        GenerationTables tables = new GenerationTables(generation, jdbc, transaction);
        List<Received> entries = new ArrayList<>();
        script.said()
                .forEach(said -> entries.add(new Received.Placed(
                        said.position(),
                        said.position(),
                        said.stream(),
                        ReadEntry.of(said.bytes()),
                        said.bytes(),
                        Hash.leaf(said.bytes()),
                        false)));
        int from = 0;
        Projector projector = new Projector(tables, tables, 1_000_000);
        while (from < entries.size()) {
            int to = Math.min(entries.size(), from + 1 + borders.nextInt(entries.size()));
            Batch batch = projector.project(tables.progress(), entries.subList(from, to), to);
            assertThat(tables.write(batch)).isTrue();
            projector.committed(batch);
            if (borders.nextInt(3) == 0) {
                projector.forget();
            }
            from = to;
        }
        return jdbc.query(generation.sql(query), (row, n) -> row.getString(1));
    }

    @Test
    void anEntryThatTellsSomethingNewHasARowWithItsPlace() {
        assertThat(rows(history(), new Random(0), ROWS))
                .containsExactly(
                        "0 checkout RELEASE release.release-planned.v1 t f f f",
                        "1 checkout CHANGE release.change-added.v1 t f f f",
                        "2 CHANGE release.change-added.v1 t f f f",
                        "3 search RELEASE release.release-planned.v1 t f f f",
                        "4 search CHANGE release.change-added.v1 t f f f",
                        "5 checkout RULE policy.version-published.v1 f f f f",
                        "6 checkout RULE freeze.lifted.v1 f f f f",
                        "7 checkout production DEPLOYMENT release.deployment-started.v1 t t f f",
                        "8 checkout production DEPLOYMENT release.deployment-advanced.v1 t t f f",
                        "9 checkout production HEALTH release.health-reported.v1 t t f f",
                        "11 checkout production HEALTH release.health-reported.v1 t t f f",
                        "13 checkout production ROLLBACK release.rollback-triggered.v1 t t t t",
                        "14 checkout production ROLLBACK release.rollback-confirmed.v1 t t t f",
                        // Said of an incident that nobody opened yet.
                        "15 INCIDENT incident.acknowledged.v1 f f f f",
                        "16 checkout production INCIDENT incident.opened.v1 f f f f",
                        "17 checkout production INCIDENT incident.log-entry-written.v1 f f f f",
                        "18 checkout production INCIDENT incident.log-entry-written.v1 f f f f",
                        "19 checkout production INCIDENT incident.mitigated.v1 f f f f");
    }

    @Test
    void whatAnEntryTellsOfAndWhenItWasSaidAreTwoTimes() {
        String times = "select concat_ws(' ', at at time zone 'UTC', said_at at time zone 'UTC') from {g}.story"
                + " where position >= 17 order by position";
        assertThat(rows(history(), new Random(0), times))
                .containsExactly(
                        "2026-01-01 00:00:00 2026-01-01 00:01:00",
                        "0001-01-01 00:00:00 2026-01-01 00:01:00",
                        "9999-12-31 23:59:59.999999 2026-01-01 00:01:00");
    }

    @Test
    void theBordersOfBatchesChangeNoRow() {
        List<String> once = rows(history(), new Random(0), WHOLE_ROWS);
        for (int seed = 1; seed <= 8; seed++) {
            assertThat(rows(history(), new Random(seed), WHOLE_ROWS))
                    .as("seed " + seed)
                    .isEqualTo(once);
        }
    }
}
