package dev.releaseledger.bench.service;

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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long after a flag's change was accepted evaluations serve it. */
public final class FlagChangeBenchmark {
    private static final double WANTED_P99_MILLIS = 250;
    private static final int A_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private FlagChangeBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        try (Services services = new Services(ground, "flag-change");
                ServiceProcess command = services.command();
                ServiceProcess query = services.query();
                MeasuredFlag flag = MeasuredFlag.define(command, services.token());
                Connection evaluating = new Connection(query.port())) {
            String token = services.token();
            Figure figure = Rounds.ofServices(
                            settings,
                            List.of(Contender.of(
                                    "change accepted to change served",
                                    duration -> round(flag, evaluating, token, duration))))
                    .getFirst();
            Double p99 = figure.p99Millis();
            return new Report(
                    "flag-change",
                    "How long after a flag's change was accepted do evaluations serve it?",
                    "Both services in processes of their own with " + ServiceProcess.HEAP_MEBIBYTES
                            + " MiB of heap each, Kafka between them. " + A_SECOND
                            + " times a second the flag's rules are set, and from the command's answer the flag is evaluated"
                            + " again and again, until an evaluation names that change's position. PostgreSQL "
                            + ground.postgresVersion() + "; " + settings.serviceWords() + ".",
                    Machine.here(),
                    Instant.now(),
                    List.of(figure),
                    List.of(Target.atMost(
                            "accepted to served, p99 in ms", WANTED_P99_MILLIS, p99 == null ? Double.NaN : p99)),
                    List.of());
        }
    }

    private static Measured round(MeasuredFlag flag, Connection evaluating, String token, Duration duration)
            throws IOException {
        Histogram latencies = Load.newHistogram();
        long began = System.nanoTime();
        long changes = duration.toSeconds() * A_SECOND;
        for (long n = 0; n < changes; n++) {
            awaitTurn(began + n * TimeUnit.SECONDS.toNanos(1) / A_SECOND);
            long position = flag.target(everybodyGets(n % 2 == 0 ? "on" : "off"));
            long accepted = System.nanoTime();
            awaitServed(evaluating, token, position, accepted + PATIENCE.toNanos());
            latencies.recordValue(System.nanoTime() - accepted);
        }
        return Load.measured(latencies, (System.nanoTime() - began) / 1e9);
    }

    private static void awaitTurn(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private static void awaitServed(Connection evaluating, String token, long position, long deadline)
            throws IOException {
        while (System.nanoTime() < deadline) {
            Connection.Answer answer = evaluating.post(
                    MeasuredFlag.EVALUATE, token, null, "{\"context\":{\"targetingKey\":\"somebody\"}}");
            JsonNode metadata = JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8))
                    .path("metadata");
            if (metadata.path("position").asLong(-1) == position) {
                return;
            }
        }
        throw new IllegalStateException("position " + position + " is not served");
    }

    private static String everybodyGets(String variant) {
        return "{\"rules\":[{\"id\":\"everybody\",\"when\":{\"attribute\":\"targetingKey\",\"operator\":\"PRESENT\","
                + "\"values\":[]},\"serve\":\"" + variant + "\"}]}";
    }
}
