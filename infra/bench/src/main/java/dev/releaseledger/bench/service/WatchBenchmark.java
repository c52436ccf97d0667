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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What watching a thousand deployments costs one command service. */
public final class WatchBenchmark {
    private static final int DEPLOYMENTS = 1_000;
    private static final double WANTED_CORES = 0.5;
    private static final String INTERVAL = "PT15S";

    private static final Map<String, Object> WATCHED = Map.of(
            "interval",
            INTERVAL,
            "watch",
            "P1D",
            "queries",
            Map.of(
                    "ERROR_RATE", "error_rate{deployment=\"$deployment\"}",
                    "LATENCY", "latency{deployment=\"$deployment\"}",
                    "BUSINESS_METRIC", "orders{deployment=\"$deployment\"}"),
            "samples",
            "requests{deployment=\"$deployment\"}");

    private WatchBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        List<Double> measured = new ArrayList<>();
        try (StandingPrometheus prometheus = StandingPrometheus.start();
                Services services = new Services(ground, "watch");
                ServiceProcess command = services.command(Map.of(
                        "release-ledger.prometheus.url",
                        prometheus.url().toString(),
                        "release-ledger.outgoing.allow",
                        "127.0.0.1/32"));
                WatchedDeployments deployments = new WatchedDeployments(command, services.token())) {
            for (int i = 0; i < DEPLOYMENTS; i++) {
                // What runs in an environment is watched, and not what ran there before: each has a product of its own.
                String product = "watched-" + i;
                deployments.policy(product, Map.of("health", WATCHED));
                deployments.verify(deployments.start(product, "1.0.0"));
            }
            Figure cost = Rounds.ofServices(
                            settings,
                            List.of(Contender.of("queries of " + DEPLOYMENTS + " watched deployments", duration -> {
                                long asked = prometheus.asked();
                                Duration cpu = command.cpu();
                                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
                                double seconds = duration.toNanos() / 1e9;
                                measured.add(command.cpu().minus(cpu).toNanos() / 1e9 / seconds);
                                return new Measured((prometheus.asked() - asked) / seconds, null, null);
                            })))
                    .getFirst();
            List<Double> costs = measured.subList(measured.size() - settings.rounds(), measured.size()).stream()
                    .sorted()
                    .toList();
            double wantedQueries = DEPLOYMENTS * 4 / 15.0;
            return new Report(
                    "watch",
                    "What does it cost one command service to watch 1,000 deployments every 15 seconds?",
                    "The command service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                            + " MiB of heap; four queries a look to a server that answers as Prometheus does, in this"
                            + " program, which is not counted; the reports are folded, recorded and published. Its processor"
                            + " time over rounds of " + settings.round().toSeconds() + " s, in cores. PostgreSQL "
                            + ground.postgresVersion() + "; " + settings.serviceWords() + ".",
                    Machine.here(),
                    Instant.now(),
                    List.of(cost),
                    List.of(
                            Target.atMost(
                                    "processor time of the command service, in cores (median)",
                                    WANTED_CORES,
                                    costs.get(costs.size() / 2)),
                            Target.atLeast(
                                    "queries a second, of " + Math.round(wantedQueries) + " that the interval asks for",
                                    wantedQueries * 0.95,
                                    cost.perSecond())),
                    List.of("By round, in cores: "
                            + costs.stream()
                                    .map(each -> String.format(Locale.ROOT, "%.2f", each))
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
    }
}
