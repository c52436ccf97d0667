package dev.releaseledger.bench.service;

import dev.releaseledger.bench.flags.TenRules;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Evaluations over HTTP with tokens, beside an endpoint that does nothing. */
public final class OfrepBenchmark {
    private static final double WANTED_SHARE = 0.6;

    private OfrepBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        ClosedLoop client = HttpBenchmark.client(ground);
        try (Services services = new Services(ground, "ofrep");
                ServiceProcess empty = services.empty();
                ServiceProcess query = services.query()) {
            String token = services.token();
            serve(services, query, token);
            List<Figure> figures = Rounds.ofServices(
                    settings,
                    List.of(
                            Contender.of(
                                    "an endpoint that does nothing, token verified",
                                    duration -> client.load(empty, token, ClosedLoop.Kind.EVALUATIONS, duration)),
                            Contender.of(
                                    "evaluations of one flag",
                                    duration -> client.load(query, token, ClosedLoop.Kind.EVALUATIONS, duration))));
            return new Report(
                    "ofrep",
                    "How many evaluations of a flag a second does the query service answer over HTTP?",
                    "One query service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES + " MiB of heap; "
                            + client.name() + " with " + ClosedLoop.CONNECTIONS
                            + " connections on the same machine sends the same requests to both, each with the context of"
                            + " another user, of 13 attributes. The flag has the ten rules of `evaluate`, none of which"
                            + " matches, and is open to half of the users; " + settings.serviceWords() + ".",
                    Machine.here(),
                    Instant.now(),
                    figures,
                    List.of(Target.atLeast(
                            "evaluations, as a share of the empty endpoint",
                            WANTED_SHARE,
                            figures.get(1).times(figures.get(0)))),
                    List.of(
                            "The query service held at most " + query.mostResidentMebibytes()
                                    + " MiB of memory, heap and all else.",
                            "The query service verifies a token's signature once a minute, the empty endpoint with each request."
                                    + " Server and load generator share the machine."));
        }
    }

    /** Defines the flag, by a command service that ends before anything is measured, and waits until it is served. */
    private static void serve(Services services, ServiceProcess query, String token)
            throws IOException, InterruptedException {
        try (ServiceProcess command = services.command();
                MeasuredFlag flag = MeasuredFlag.define(command, token);
                Connection connection = new Connection(query.port())) {
            flag.target(TenRules.body());
            long position = flag.advance(TenRules.REACHED);
            Connection.Answer served;
            do {
                served = connection.post(
                        MeasuredFlag.EVALUATE + "?after=" + position,
                        token,
                        null,
                        "{\"context\":{\"targetingKey\":\"somebody\"}}");
            } while (served.status() == 503);
            if (served.status() != 200) {
                throw new IllegalStateException("an evaluation was answered " + served.status());
            }
        }
    }
}
