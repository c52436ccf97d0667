package dev.releaseledger.bench.append;

import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendSettings;
import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.servers.LedgerDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The append engine, in process, beside single-row commits on the same server. */
public final class AppendBenchmark {
    private static final List<Integer> CALLERS = List.of(16, 64, 256);
    private static final double WANTED = 2;

    private AppendBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        Site limits = ground.newSite().with(SingleRowTable.DDL);
        Site ledger = ground.newSite().migrated();
        Optional<PgBench> pgbench = PgBench.installed(ground.folder(), limits);
        List<JdbcCaller> connections = new ArrayList<>();
        try (AppendEngine engine = engine(ledger)) {
            for (int i = 0; i < PgBench.CLIENTS; i++) {
                connections.add(new JdbcCaller(limits));
            }
            List<Contender> contenders = new ArrayList<>();
            pgbench.ifPresent(tool -> contenders.add(
                    Contender.of("single-row commits, `pgbench -c " + PgBench.CLIENTS + "`", tool::round)));
            contenders.add(Contender.of(
                    "single-row commits, JDBC, " + PgBench.CLIENTS + " connections",
                    duration -> Load.drive(connections, duration)));
            for (int callers : CALLERS) {
                contenders.add(Contender.of(
                        "append engine, " + callers + " callers",
                        duration -> Load.drive(
                                Stream.generate(() -> new EngineCaller(engine))
                                        .limit(callers)
                                        .toList(),
                                duration)));
            }
            List<Figure> figures = Rounds.of(settings, contenders);
            return report(ground, settings, figures, pgbench.isPresent());
        } finally {
            for (JdbcCaller connection : connections) {
                connection.close();
            }
        }
    }

    private static AppendEngine engine(Site site) {
        return new AppendEngine(
                new Database(site.url(), LedgerDatabase.COMMAND, Site.PASSWORD),
                AppendSettings.defaults(),
                Optional::empty,
                new HeadSignal(),
                new CompositeMeterRegistry());
    }

    private static Report report(Ground ground, Settings settings, List<Figure> figures, boolean withPgBench)
            throws Exception {
        Figure most = figures.getLast();
        List<Target> targets = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (withPgBench) {
            targets.add(Target.atLeast(
                    "append engine at 256 callers, times `pgbench -c 16`", WANTED, most.times(figures.get(0))));
        } else {
            notes.add("pgbench is not installed here; the same inserts over JDBC stand in for it.");
        }
        targets.add(Target.atLeast(
                "append engine at 256 callers, times JDBC with 16 connections",
                WANTED,
                most.times(figures.get(withPgBench ? 1 : 0))));
        notes.add(
                "A single-row commit is one insert of 600 bytes into a table with the ledger's two indexes and nothing"
                        + " else; the engine also checks each stream's sequence and carries the Merkle tree forward.");
        return new Report(
                "append",
                "How many entries of 600 bytes a second does the append engine record, durably?",
                "In process, callers on virtual threads, each waiting for its answer; PostgreSQL "
                        + ground.postgresVersion() + " with fsync on the same machine; " + settings.words() + ".",
                Machine.here(),
                Instant.now(),
                figures,
                targets,
                notes);
    }
}
