package dev.releaseledger.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.servers.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DeadlinesIT {
    private static final Instant NOON = Instant.parse("2030-03-15T12:00:00Z");
    private static final Due TRIAGE = new Due("release/1", "TRIAGE");

    private final TestDatabase database = LedgerDatabases.fresh();
    private final DataSource dataSource = LedgerDatabases.dataSource(database);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Due> passed = new CopyOnWriteArrayList<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private Deadlines deadlines = deadlines();

    @AfterEach
    void stop() {
        deadlines.stop();
    }

    @Test
    void givenADeadline_itPassesWhenItsTimeHasCome_andOnce() {
        deadlines.start();
        deadlines.set("budget", TRIAGE, NOON.plusSeconds(900));
        deadlines.set("budget", TRIAGE, NOON.plusSeconds(1));
        deadlines.set("budget", new Due("release/2", "TRIAGE"), NOON.plusSeconds(60));

        now.set(NOON.plusSeconds(60));
        awaitPassed("release/2");
        now.set(NOON.plusSeconds(901));
        awaitPassed("release/2", "release/1");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> kept() == 0);
    }

    @Test
    void givenARestart_whatWasSetIsStillDue() {
        deadlines.start();
        deadlines.set("budget", TRIAGE, NOON.plusSeconds(900));
        deadlines.stop();

        now.set(NOON.plusSeconds(901));
        deadlines = deadlines();
        deadlines.start();
        awaitPassed("release/1");
    }

    @Test
    void givenATransactionThatIsRolledBack_nothingIsDue() {
        new TransactionTemplate(new JdbcTransactionManager(dataSource)).executeWithoutResult(status -> {
            deadlines.set("budget", TRIAGE, NOON);
            status.setRollbackOnly();
        });

        assertThat(kept()).isZero();
    }

    @Test
    void givenWhatCannotBeSaidNow_itIsSaidLater() {
        away.set(true);
        deadlines.start();
        deadlines.set("budget", TRIAGE, NOON);
        now.set(NOON.plusSeconds(1));
        // When to try again is reckoned once it has failed, from the time by then.
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> failed() == 1);

        now.set(NOON.plusSeconds(12));
        awaitPassed("release/1");
    }

    @Test
    void givenATimeThatTheDatabaseDoesNotKnow_theDeadlineIsSetAllTheSame() {
        deadlines.set("budget", TRIAGE, Instant.parse("+300000-01-01T00:00:00Z"));
        deadlines.set("budget", new Due("release/2", "TRIAGE"), Instant.MIN);

        assertThat(kept()).isEqualTo(2);
        deadlines.start();
        awaitPassed("release/2");
    }

    @Test
    void givenADeadlineTakenBack_itDoesNotPass() {
        deadlines.start();
        deadlines.set("budget", TRIAGE, NOON.plusSeconds(5));
        deadlines.drop("budget", TRIAGE);
        deadlines.drop("budget", TRIAGE);
        deadlines.set("budget", new Due("release/2", "TRIAGE"), NOON.plusSeconds(5));

        now.set(NOON.plusSeconds(6));
        awaitPassed("release/2");
    }

    private void awaitPassed(String... streams) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(passed).extracting(Due::stream).containsExactly(streams));
    }

    private long kept() {
        return count("select count(*) from ledger.deadline");
    }

    private long failed() {
        return count("select count(*) from ledger.deadline where consecutive_failures > 0");
    }

    private long count(String sql) {
        return JdbcClient.create(dataSource).sql(sql).query(Long.class).single();
    }

    private Deadlines deadlines() {
        Deadline budget = new Deadline() {
            @Override
            public String name() {
                return "budget";
            }

            @Override
            public void passed(Due due) {
                if (away.getAndSet(false)) {
                    throw new IllegalStateException("away");
                }
                passed.add(due);
            }
        };
        return new Deadlines(List.of(budget), dataSource, now::get, Duration.ofMillis(50), Duration.ofSeconds(10));
    }
}
