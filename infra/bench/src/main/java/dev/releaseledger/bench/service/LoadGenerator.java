package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.bench.measure.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a story's requests over 64 connections, each with a release of its own at a time, as fast as they are answered or at
 * a constant rate, whatever the answers take. Where a query service is named, some of the answers' positions are asked for
 * there at once, to see when they are projected.
 */
public final class LoadGenerator {
    private static final JsonMapper JSON = new JsonMapper();
    /** Looking at each would load the query service more than readers do. */
    private static final int LOOKED_AT = 10;

    private static final int LOOKERS = 32;

    private final Order order;
    private final Story story;
    private final Histogram answered = Load.newHistogram();
    private final Histogram projected = Load.newHistogram();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger notLookedAt = new AtomicInteger();
    private final BlockingQueue<Accepted> accepted = new ArrayBlockingQueue<>(LOOKERS);

    private record Accepted(UUID release, long position, long at) {}

    /**
     * What to do.
     *
     * @param commandPort of the service to load
     * @param story the file of the requests
     * @param queryPort of the query service to ask; null for none
     * @param perSecond the rate of requests; 0 for as fast as they are answered
     * @param withKeys whether each request has an Idempotency-Key
     */
    public record Order(
            int commandPort,
            String story,
            @Nullable Integer queryPort,
            String token,
            double perSecond,
            boolean withKeys,
            long millis) {

        static Order asFastAsPossible(
                int commandPort, String story, String token, boolean withKeys, Duration duration) {
            return new Order(commandPort, story, null, token, 0, withKeys, duration.toMillis());
        }

        /** Runs it as a process of its own. */
        Outcome run(Path folder) throws IOException, InterruptedException {
            Path file =
                    Files.writeString(Files.createTempFile(folder, "load-", ".json"), JSON.writeValueAsString(this));
            Process process = new ProcessBuilder(
                            ServiceProcess.java(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoadGenerator.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the load generator failed");
            }
            return JSON.readValue(said, Outcome.class);
        }
    }

    /**
     * What came of it.
     *
     * @param answered from when a request was due to its answer
     * @param projected from a command's answer to the answer of a query that waits for its position; null without a query
     *     service
     * @param notLookedAt how many positions were to be asked for while every looker was busy
     */
    public record Outcome(Measured answered, @Nullable Measured projected, int notLookedAt) {}

    private LoadGenerator(Order order, Story story) {
        this.order = order;
        this.story = story;
    }

    public static void main(String[] arguments) throws Exception {
        Order order = JSON.readValue(Files.readString(Path.of(arguments[0])), Order.class);
        System.out.println(JSON.writeValueAsString(new LoadGenerator(order, Story.told(order.story())).run()));
        System.exit(0);
    }

    private Outcome run() throws Exception {
        long began = System.nanoTime();
        long deadline = began + TimeUnit.MILLISECONDS.toNanos(order.millis());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            List<Future<?>> lookers = new ArrayList<>();
            for (int i = 0; i < ClosedLoop.CONNECTIONS; i++) {
                senders.add(threads.submit(() -> send(began, deadline)));
            }
            if (order.queryPort() != null) {
                int port = order.queryPort();
                for (int i = 0; i < LOOKERS; i++) {
                    lookers.add(threads.submit(() -> look(port)));
                }
            }
            try {
                for (Future<?> sender : senders) {
                    sender.get();
                }
            } catch (ExecutionException e) {
                // Lookers would wait for ever for what senders no longer tell.
                threads.shutdownNow();
                throw e;
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            for (int i = 0; i < lookers.size(); i++) {
                accepted.put(new Accepted(new UUID(0, 0), -1, 0));
            }
            for (Future<?> looker : lookers) {
                looker.get();
            }
            return new Outcome(
                    Load.measured(answered, seconds),
                    order.queryPort() == null ? null : Load.measured(projected, seconds),
                    notLookedAt.get());
        }
    }

    private Void send(long began, long deadline) throws IOException {
        try (Connection connection = new Connection(order.commandPort())) {
            while (System.nanoTime() < deadline) {
                UUID release = UUID.randomUUID();
                for (int step = 0; step < story.steps().size(); step++) {
                    long due = due(began);
                    if (due >= deadline) {
                        return null;
                    }
                    Story.Step request = story.steps().get(step).about(release, release.toString());
                    Connection.Answer answer = connection.post(
                            request.path(),
                            order.token(),
                            order.withKeys() ? release + "/" + step : null,
                            request.body());
                    long now = System.nanoTime();
                    answered.recordValue(Math.max(1, now - due));
                    if (answer.status() / 100 != 2) {
                        throw new IllegalStateException(request.path() + " was answered with " + answer.status() + " "
                                + new String(answer.body(), StandardCharsets.UTF_8));
                    }
                    noteForLookers(release, answer, now);
                }
            }
        }
        return null;
    }

    /** When the next request has to go: waits for it where there is a rate. A sender that is late sends at once. */
    private long due(long began) {
        if (order.perSecond() == 0) {
            return System.nanoTime();
        }
        long due = began + (long) (sent.getAndIncrement() * 1e9 / order.perSecond());
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return due;
    }

    private void noteForLookers(UUID release, Connection.Answer answer, long now) {
        if (order.queryPort() == null || answered.getTotalCount() % LOOKED_AT != 0) {
            return;
        }
        JsonNode body = JSON.readTree(answer.body());
        if (!accepted.offer(new Accepted(release, body.get("position").asLong(), now))) {
            notLookedAt.incrementAndGet();
        }
    }

    private Void look(int port) throws IOException, InterruptedException {
        try (Connection connection = new Connection(port)) {
            for (Accepted next = accepted.take(); next.position() >= 0; next = accepted.take()) {
                Connection.Answer answer =
                        connection.get("/v1/releases/" + next.release() + "?after=" + next.position(), order.token());
                if (answer.status() != 200) {
                    throw new IllegalStateException("position " + next.position() + " was answered with "
                            + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
                }
                projected.recordValue(Math.max(1, System.nanoTime() - next.at()));
            }
        }
        return null;
    }
}
