package dev.releaseledger.bench.service;

import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Commands over HTTP with tokens, beside an endpoint that does nothing. */
public final class HttpBenchmark {
    private static final double WANTED_SHARE = 0.35;

    private HttpBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        ClosedLoop client = client(ground);
        try (Services services = new Services(ground, "http");
                ServiceProcess empty = services.empty();
                ServiceProcess keeping = services.emptyKeepingTokens();
                ServiceProcess command = services.command()) {
            String token = services.token();
            List<Figure> figures = Rounds.ofServices(
                    settings,
                    List.of(
                            Contender.of(
                                    "an endpoint that does nothing, token verified",
                                    duration -> client.load(empty, token, ClosedLoop.Kind.EMPTY, duration)),
                            Contender.of(
                                    "commands",
                                    duration -> client.load(command, token, ClosedLoop.Kind.COMMANDS, duration)),
                            Contender.of(
                                    "commands with an Idempotency-Key",
                                    duration ->
                                            client.load(command, token, ClosedLoop.Kind.COMMANDS_WITH_KEYS, duration)),
                            Contender.of(
                                    "an endpoint that does nothing, the token verified once a minute",
                                    duration -> client.load(keeping, token, ClosedLoop.Kind.EMPTY, duration))));
            Figure limit = figures.get(0);
            return new Report(
                    "http",
                    "How many commands a second does the command service take over HTTP?",
                    "One command service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                            + " MiB of heap, publishing to Kafka all the while; " + client.name() + " with "
                            + ClosedLoop.CONNECTIONS
                            + " connections on the same machine sends the same requests to both: a"
                            + " release is planned, gets 5 times 2 changes, 5 pieces of evidence and 9 ticks. PostgreSQL "
                            + ground.postgresVersion() + "; " + settings.serviceWords() + ".",
                    Machine.here(),
                    Instant.now(),
                    figures,
                    List.of(Target.atLeast(
                            "commands, as a share of the empty endpoint",
                            WANTED_SHARE,
                            figures.get(1).times(limit))),
                    List.of(
                            "With an Idempotency-Key: "
                                    + Math.round(100 * figures.get(2).times(limit)) + " % of the empty endpoint.",
                            "The command service verifies a token's signature once a minute: commands are "
                                    + Math.round(100 * figures.get(1).times(figures.get(3)))
                                    + " % of an empty endpoint that does so too.",
                            "The command service held at most " + command.mostResidentMebibytes()
                                    + " MiB of memory, heap and all else.",
                            "Server, load generator, PostgreSQL and Kafka share the machine."));
        }
    }

    static ClosedLoop client(Ground ground) throws Exception {
        Optional<Wrk> wrk = Wrk.installed(ground.folder());
        return wrk.isPresent() ? wrk.get() : new JavaClient(ground.folder());
    }
}
