package dev.releaseledger.bench.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.bench.commands.ReleaseStory;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How long the first page of an incident's timeline takes, in a large ledger. */
public final class TimelineBenchmark {
    /** What is wanted, in entries of the ledger and of one product in its window. */
    private static final int ENTRIES = 5_000_000;

    private static final int SMOKE_ENTRIES = 100_000;
    private static final Duration WINDOW = Duration.ofHours(50);
    private static final double WANTED_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PLAIN =
            "select (select string_agg(lane || ' ' || lines, ',') from (select lane, count(*) as lines from query_g1.story"
                    + " where product = 'product-0' group by lane) l),"
                    + " (select sum(length(e.bytes)) from (select position from query_g1.story where product = 'product-0'"
                    + " order by at, position limit 500) s join query_g1.entry e on e.position = s.position)";

    private TimelineBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        int entries = settings.equals(Settings.SMOKE) ? SMOKE_ENTRIES : ENTRIES;
        try (Services services = new Services(ground, "timeline");
                Topics topics = new Topics(services, ground.kafka())) {
            topics.fill(1, release -> ReleaseStory.events("1.0." + release));
            String token = services.token();
            try (ServiceProcess query = services.query();
                    HttpClient client = HttpClient.newHttpClient();
                    Connection connection = services.connectAsQuery()) {
                awaitReady(client, query, token);
                topics.awaitVerified(query);
                FilledTimelines.fill(connection, entries, WINDOW);
                String path = "/v1/incidents/" + FilledTimelines.INCIDENT + "/timeline";
                List<Figure> figures = Rounds.ofServices(
                        settings,
                        List.of(
                                timeline(
                                        "first page of 500 lines, suspects, intervals, counts",
                                        client,
                                        query,
                                        token,
                                        path),
                                timeline("the same as Markdown", client, query, token, path + "?format=markdown"),
                                timeline("the picture, of all lines", client, query, token, path + "?format=svg"),
                                plain(connection)));
                Double reached = figures.getFirst().p99Millis();
                return new Report(
                        "timeline",
                        "How long does a timeline take, over a window of very many entries in a large ledger?",
                        "One query service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                                + " MiB of heap, one caller over HTTP; "
                                + String.format(Locale.ROOT, "%,d", entries) + " entries of "
                                + FilledTimelines.PRODUCTS + " products, "
                                + String.format(Locale.ROOT, "%,d", entries / FilledTimelines.PRODUCTS)
                                + " of them the incident's in its window of 50 hours. The limit is SQL alone: the counts"
                                + " and the bytes of 500 lines, over one connection. PostgreSQL "
                                + ground.postgresVersion() + "; " + settings.serviceWords() + ".",
                        Machine.here(),
                        Instant.now(),
                        figures,
                        List.of(Target.atMost(
                                "ms, p99 of the first page",
                                WANTED_MILLIS,
                                reached == null ? Double.MAX_VALUE : reached)),
                        List.of());
            }
        }
    }

    private static Contender timeline(String name, HttpClient client, ServiceProcess query, String token, String path) {
        HttpRequest request = request(query.uri(path), token);
        return Contender.of(name, duration -> Load.drive(List.of(() -> ask(client, request)), duration));
    }

    private static void ask(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
    }

    private static Contender plain(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(PLAIN);
        return Contender.of(
                "SQL alone",
                duration -> Load.drive(
                        List.of(() -> {
                            try (ResultSet rows = statement.executeQuery()) {
                                rows.next();
                            }
                        }),
                        duration));
    }

    private static void awaitReady(HttpClient client, ServiceProcess query, String token)
            throws IOException, InterruptedException {
        HttpRequest request = request(query.uri("/v1/entries?limit=1"), token);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            HttpResponse<String> last = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (last.statusCode() == 200 && !last.body().isBlank()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("no generation answers");
    }

    private static HttpRequest request(URI uri, String token) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
