package dev.releaseledger.bench.commands;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.command.release.content.AddChanges;
import dev.releaseledger.events.access.Grants;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Commands through the command bus, in process, beside Axon's own JDBC engine under the same aggregates. */
public final class CommandsBenchmark {
    /** Of each side's pool. Half, and twice as many, made the peer slower. */
    static final int CONNECTIONS = 16;

    static final int CALLERS = 64;

    /** How many aggregates each side keeps in memory. */
    static final int CACHED = 10_000;

    private static final double WANTED_TIMES = 2.5;
    private static final double WANTED_P99_MILLIS = 100;
    private static final UUID ACTOR = new UUID(7, 3);
    private static final Grants GRANTS = Grants.of(List.of("release-manager", "developer", "ci"));

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private CommandsBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        AtomicLong versions = new AtomicLong();
        try (Side ledger = new LedgerSide(ground.newSite().migrated(), CACHED);
                Side peer = new AxonJdbcSide(ground.newSite(), CACHED, false);
                Side peerOnTheBus = new AxonJdbcSide(ground.newSite(), CACHED, true)) {
            List<Figure> figures = Rounds.of(
                    settings,
                    Stream.of(ledger, peer, peerOnTheBus)
                            .map(side -> contender(side.name(), side, versions))
                            .toList());
            Figure ours = figures.get(0);
            double times = ours.timesTheFaster(figures.get(1), figures.get(2));
            Double p99 = ours.p99Millis();
            return new Report(
                    "commands",
                    "How many commands a second does one process take, each durable when it is answered?",
                    "In process, " + CALLERS
                            + " callers on virtual threads, each with a release of its own at a time: plan,"
                            + " 5 times 2 changes, 5 pieces of evidence, 9 ticks; a reader of all events beside them."
                            + " PostgreSQL " + ground.postgresVersion() + " on the same machine; " + settings.words()
                            + ".",
                    Machine.here(),
                    Instant.now(),
                    figures,
                    List.of(
                            Target.atLeast(
                                    "commands, times the faster of both ways to run Axon's JDBC engine",
                                    WANTED_TIMES,
                                    times),
                            Target.atMost(
                                    "p99 in ms at " + CALLERS + " callers",
                                    WANTED_P99_MILLIS,
                                    p99 == null ? Double.NaN : p99)),
                    List.of(
                            "The peer has the same aggregates, the same cache, Jackson 3, a pool of " + CONNECTIONS
                                    + " connections and Spring's transactions, either around each command as Axon's Spring"
                                    + " starter has it, or around each append alone.",
                            "The peer checks no claims (two releases of one version), keeps no ledger and counts its"
                                    + " positions with gaps."));
        }
    }

    /** Callers that each tell one release's story after another to this side, and a reader of its events. */
    static Contender contender(String name, Side side, AtomicLong versions) {
        return Contender.of(name, duration -> {
            AtomicLong events = new AtomicLong();
            try (TailReader reader = new TailReader(side.events())) {
                Measured measured = Load.drive(
                        Stream.generate(() -> new Storyteller(side, versions, events))
                                .limit(CALLERS)
                                .toList(),
                        duration);
                reader.awaitAll(events.get());
                return measured;
            }
        });
    }

    /** Tells one release's story after another. */
    private static final class Storyteller implements Load.Caller {
        private final Side side;
        private final AtomicLong versions;
        private final AtomicLong events;
        private final Queue<ReleaseCommand> next = new ArrayDeque<>();

        private Storyteller(Side side, AtomicLong versions, AtomicLong events) {
            this.side = side;
            this.versions = versions;
            this.events = events;
        }

        @Override
        public void call() {
            if (next.isEmpty()) {
                next.addAll(ReleaseStory.of("1.0." + versions.incrementAndGet()));
            }
            ReleaseCommand command = next.remove();
            side.take(command);
            events.addAndGet(
                    command instanceof AddChanges added ? added.changes().size() : 1);
        }
    }

    /** What surrounds every command here. */
    static Asked asked() {
        return new Asked(
                ACTOR,
                GRANTS,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "POST",
                "/v1/releases",
                null,
                "",
                null,
                IDS.generate().toString(),
                null,
                null);
    }
}
