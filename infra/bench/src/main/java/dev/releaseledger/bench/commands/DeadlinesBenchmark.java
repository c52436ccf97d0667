package dev.releaseledger.bench.commands;

import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.command.automation.Deadlines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether commands become slower when many deadlines are open: the same commands with them and without. */
public final class DeadlinesBenchmark {
    private static final int OPEN = 10_000;
    private static final double WANTED_TIMES = 0.95;
    private static final Duration FAR_OFF = Duration.ofDays(30);

    /** {@code release-ledger.deadlines.look} of {@code command-service.yml}. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** {@code release-ledger.deadlines.retry} of the same. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private DeadlinesBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        Site free = ground.newSite().migrated();
        Site full = ground.newSite().migrated();
        try (LedgerSide without = new LedgerSide(free, CommandsBenchmark.CACHED);
                LedgerSide with = new LedgerSide(full, CommandsBenchmark.CACHED)) {
            Deadlines none = deadlines(without);
            Deadlines many = deadlines(with);
            open(many, with);
            // As autovacuum does soon after so many rows have come.
            full.with("analyze ledger.deadline");
            none.start();
            many.start();
            try {
                AtomicLong versions = new AtomicLong();
                List<Figure> figures = Rounds.backAndForth(
                        settings,
                        List.of(
                                CommandsBenchmark.contender("commands, no deadline open", without, versions),
                                CommandsBenchmark.contender(
                                        String.format(Locale.ROOT, "commands, %,d deadlines open", OPEN),
                                        with,
                                        versions)));
                check(free, 0);
                check(full, OPEN);
                return report(ground, settings, figures.getFirst(), figures.getLast());
            } finally {
                many.stop();
                none.stop();
            }
        }
    }

    private static Deadlines deadlines(LedgerSide side) {
        return new Deadlines(List.of(new FarOff()), side.database(), InstantSource.system(), LOOK, RETRY);
    }

    private static void open(Deadlines deadlines, LedgerSide side) {
        Instant when = Instant.now().plus(FAR_OFF);
        new TransactionTemplate(new JdbcTransactionManager(side.database())).executeWithoutResult(status -> {
            for (int i = 0; i < OPEN; i++) {
                deadlines.set(FarOff.NAME, new Due("release/" + UUID.randomUUID(), "TRIAGE"), when.plusSeconds(i));
            }
        });
    }

    private static void check(Site site, int open) throws SQLException {
        try (Connection owner = site.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from ledger.deadline")) {
            rows.next();
            if (rows.getInt(1) != open) {
                throw new IllegalStateException(rows.getInt(1) + " deadlines are open, not " + open);
            }
        }
    }

    private static Report report(Ground ground, Settings settings, Figure without, Figure with) throws Exception {
        Figure.MiddleHalf ratios = with.middleHalf(without);
        return new Report(
                "deadlines",
                "Do open deadlines slow commands down?",
                "In process, " + CommandsBenchmark.CALLERS
                        + " callers on virtual threads with the same commands as in `commands`, each contender in a database"
                        + " of its own whose deadlines are looked for every " + LOOK.toSeconds()
                        + " s; one has none, the other "
                        + String.format(Locale.ROOT, "%,d", OPEN) + ", due in " + FAR_OFF.toDays()
                        + " days. PostgreSQL "
                        + ground.postgresVersion() + " on the same machine; " + settings.words()
                        + ", every other round in the opposite order.",
                Machine.here(),
                Instant.now(),
                List.of(without, with),
                List.of(Target.atLeast(
                        "commands with deadlines open, times those without", WANTED_TIMES, with.times(without))),
                List.of(
                        "Judged by the median of the rounds' ratios: one round varies by more than the 5 % that are asked"
                                + " about, so many short ones are measured (`--rounds 60 --warm-ups 8 --seconds 2 deadlines`).",
                        String.format(
                                Locale.ROOT,
                                "In the middle half of the rounds the ratio was between %.2f and %.2f.",
                                ratios.least(),
                                ratios.most())));
    }

    private static final class FarOff implements Deadline {
        static final String NAME = "far-off";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void passed(Due due) {
            throw new IllegalStateException("due far too early: " + due);
        }
    }
}
