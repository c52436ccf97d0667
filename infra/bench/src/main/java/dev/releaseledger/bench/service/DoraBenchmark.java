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
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/** Fills the read side with deliveries, while somebody asks for the DORA figures again and again. */
public final class DoraBenchmark {
    private static final double WANTED_PER_SECOND = 5_000;
    private static final String FIGURES = "/v1/metrics/dora?groupBy=product";

    private DoraBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        try (Services services = new Services(ground, "dora");
                Topics topics = new Topics(services, ground.kafka())) {
            topics.fill(settings.entries(), DeliveryStory::of);
            String token = services.token();
            try (ServiceProcess query = services.query();
                    HttpClient client = HttpClient.newHttpClient()) {
                RebuildBenchmark.awaitFirst(client, query, token, topics.entries());
                Figure filled = Rounds.of(
                                settings,
                                List.of(Contender.of(
                                        "entries projected, and how long the figures take meanwhile",
                                        duration -> round(client, query, token, topics.entries()))))
                        .getFirst();
                return new Report(
                        "dora",
                        "Do the DORA figures keep up with deliveries?",
                        "One query service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                                + " MiB of heap; " + String.format(Locale.ROOT, "%,d", topics.entries())
                                + " entries of " + topics.averageBytes() + " bytes on average in the topic: releases"
                                + " of 20 products with eight changes each, deployed to two environments, one in ten"
                                + " failing, one taken back, one a hotfix. Entries a second from `POST"
                                + " /v1/admin/rebuild` until the new generation answers, while one caller asks for `"
                                + FIGURES + "` of all of them without a pause: the latencies are those answers'."
                                + " PostgreSQL " + ground.postgresVersion() + "; " + settings.rounds()
                                + " rounds after " + settings.warmUps() + " of warm-up.",
                        Machine.here(),
                        Instant.now(),
                        List.of(filled),
                        List.of(Target.atLeast("entries a second", WANTED_PER_SECOND, filled.perSecond())),
                        List.of());
            }
        }
    }

    private static Measured round(HttpClient client, ServiceProcess query, String token, long entries)
            throws Exception {
        Histogram latencies = Load.newHistogram();
        AtomicBoolean filling = new AtomicBoolean(true);
        Thread asking = Thread.ofVirtual().start(() -> {
            while (filling.get()) {
                long before = System.nanoTime();
                ask(client, query, token);
                latencies.recordValue(System.nanoTime() - before);
            }
        });
        try {
            Measured rebuilt = RebuildBenchmark.rebuild(client, query, token, entries);
            Measured asked = Load.measured(latencies, 1);
            return new Measured(rebuilt.perSecond(), asked.p50Millis(), asked.p99Millis());
        } finally {
            filling.set(false);
            asking.join();
        }
    }

    private static void ask(HttpClient client, ServiceProcess query, String token) {
        try {
            HttpResponse<String> answer = client.send(
                    RebuildBenchmark.request(query, token, FIGURES).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no figures: " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("no figures", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
