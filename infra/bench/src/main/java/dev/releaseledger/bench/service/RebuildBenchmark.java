package dev.releaseledger.bench.service;

import dev.releaseledger.bench.commands.ReleaseStory;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills the read side again from Kafka's first entry, and switches to it. */
public final class RebuildBenchmark {
    private static final double WANTED_PER_SECOND = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private RebuildBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        try (Services services = new Services(ground, "rebuild");
                Topics topics = new Topics(services, ground.kafka())) {
            topics.fill(settings.entries(), n -> ReleaseStory.events("1.0." + n));
            String token = services.token();
            try (ServiceProcess query = services.query();
                    HttpClient client = HttpClient.newHttpClient()) {
                awaitFirst(client, query, token, topics.entries());
                topics.awaitVerified(query);
                Figure rebuilt = Rounds.of(
                                settings,
                                List.of(Contender.of(
                                        "entries, from Kafka's first to the switch",
                                        duration -> rebuild(client, query, token, topics.entries()))))
                        .getFirst();
                return new Report(
                        "rebuild",
                        "How many entries a second does the read side take when it is filled again from Kafka?",
                        "One query service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                                + " MiB of heap; " + String.format(Locale.ROOT, "%,d", topics.entries())
                                + " entries of " + topics.averageBytes()
                                + " bytes on average in the topic, a signed checkpoint for every 5,000. From"
                                + " `POST /v1/admin/rebuild` until the new generation answers, everything verified and"
                                + " every row written. PostgreSQL " + ground.postgresVersion() + "; "
                                + settings.rounds() + " rounds after " + settings.warmUps() + " of warm-up.",
                        Machine.here(),
                        Instant.now(),
                        List.of(rebuilt),
                        List.of(Target.atLeast("entries a second", WANTED_PER_SECOND, rebuilt.perSecond())),
                        List.of("The query service held at most " + query.mostResidentMebibytes()
                                + " MiB of memory, heap and all else."));
            }
        }
    }

    static void awaitFirst(HttpClient client, ServiceProcess query, String token, long entries)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            HttpResponse<String> last = client.send(
                    request(query, token, "/v1/entries?limit=1&after=" + (entries - 2))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (last.statusCode() == 200 && !last.body().isBlank()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("the topic is never projected");
    }

    static Measured rebuild(HttpClient client, ServiceProcess query, String token, long entries)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> asked = client.send(
                request(query, token, "/v1/admin/rebuild")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (asked.statusCode() != 202) {
            throw new IllegalStateException("no rebuild: " + asked.statusCode() + " " + asked.body());
        }
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            JsonNode report = JSON.readTree(client.send(
                            request(query, token, "/v1/admin/rebuild").build(), HttpResponse.BodyHandlers.ofString())
                    .body());
            switch (report.path("state").asString()) {
                case "DONE" -> {
                    double seconds = (System.nanoTime() - began) / 1e9;
                    return new Measured(entries / seconds, null, null);
                }
                case "FAILED" -> throw new IllegalStateException("the rebuild failed: " + report);
                default -> TimeUnit.MILLISECONDS.sleep(250);
            }
        }
        throw new IllegalStateException("the rebuild does not end");
    }

    static HttpRequest.Builder request(ServiceProcess query, String token, String path) {
        return HttpRequest.newBuilder(query.uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }
}
