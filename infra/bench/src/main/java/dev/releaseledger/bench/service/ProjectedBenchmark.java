package dev.releaseledger.bench.service;

import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.time.Instant;
import java.util.List;

/** How long after its answer a command is shown by the read side, at half the load that the command service takes. */
public final class ProjectedBenchmark {
    private static final double WANTED_P99_MILLIS = 250;

    private ProjectedBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        ClosedLoop client = HttpBenchmark.client(ground);
        try (Services services = new Services(ground, "projected");
                ServiceProcess command = services.command();
                ServiceProcess query = services.query()) {
            String token = services.token();
            Figure most = Rounds.ofServices(
                            settings,
                            List.of(Contender.of(
                                    "commands over HTTP, as many as go, the query service running",
                                    duration -> client.load(command, token, ClosedLoop.Kind.COMMANDS, duration))))
                    .getFirst();
            double rate = most.perSecond() / 2;
            Figure projected = Rounds.ofServices(
                            settings, List.of(Contender.of("accepted to projected, at half of that", duration -> {
                                LoadGenerator.Outcome outcome = new LoadGenerator.Order(
                                                command.port(),
                                                Story.COMMANDS,
                                                query.port(),
                                                token,
                                                rate,
                                                false,
                                                duration.toMillis())
                                        .run(ground.folder());
                                Measured seen = outcome.projected();
                                if (seen == null) {
                                    throw new IllegalStateException("nothing was looked at");
                                }
                                return new Measured(outcome.answered().perSecond(), seen.p50Millis(), seen.p99Millis());
                            })))
                    .getFirst();
            Double p99 = projected.p99Millis();
            return new Report(
                    "projected",
                    "How long after a command was accepted does the read side show it?",
                    "Both services in processes of their own with " + ServiceProcess.HEAP_MEBIBYTES
                            + " MiB of heap each, Kafka between them. First as many commands as go, then half of that at a"
                            + " constant rate. For every tenth, from its answer to the answer of"
                            + " `GET /v1/releases/{id}?after={position}`, which waits until it is projected. PostgreSQL "
                            + ground.postgresVersion() + "; " + settings.serviceWords() + ".",
                    Machine.here(),
                    Instant.now(),
                    List.of(most, projected),
                    List.of(Target.atMost(
                            "accepted to projected, p99 in ms", WANTED_P99_MILLIS, p99 == null ? Double.NaN : p99)),
                    List.of("At their height, heap and all else: the command service held "
                            + command.mostResidentMebibytes() + " MiB, the query service "
                            + query.mostResidentMebibytes() + " MiB."));
        }
    }
}
