package dev.releaseledger.acceptance.harness;

import dev.releaseledger.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A service in an operating system process of its own, on a port that stays its own through every death and restart. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final int SHOWN_OF_LOG = 16_000;
    private static final Set<ServiceProcess> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(ServiceProcess::destroy)));
    }

    private final Program program;
    private final String name;
    private final int port;
    private final Map<String, String> settings;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private volatile @Nullable Process process;

    private ServiceProcess(Program program, String name, int port, Map<String, String> settings, Path log) {
        this.program = program;
        this.name = name;
        this.port = port;
        this.settings = Map.copyOf(settings);
        this.log = log;
    }

    /**
     * Starts a service; {@link #awaitReady} waits for it.
     *
     * @param name what its log file is called
     * @param settings Spring properties
     */
    static ServiceProcess start(Program program, String name, Map<String, String> settings) {
        Path log = Path.of(Program.setting("acceptance.logs")).resolve(name + ".log");
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServiceProcess service = new ServiceProcess(program, name, FreePort.find(), settings, log);
        ALL.add(service);
        service.start();
        return service;
    }

    /** Starts it again, with the settings that it had. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        List<String> command = new ArrayList<>(program.command(settings));
        command.add("--server.port=" + port);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service says that it is well. */
    public ServiceProcess awaitReady() {
        Awaitility.await()
                .conditionEvaluationListener(null)
                .atMost(READY_WITHIN)
                .pollDelay(Duration.ofMillis(100))
                .pollInterval(Duration.ofMillis(100))
                .failFast(() -> {
                    if (!isAlive()) {
                        throw new IllegalStateException(name + " ended while it started:\n" + logTail());
                    }
                })
                .until(() -> health() == 200);
        return this;
    }

    /** The status that the health endpoint answers with; 0 where nothing answers. */
    public int health() {
        try {
            return http.send(
                            HttpRequest.newBuilder(url().resolve("/actuator/health"))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** As {@code kill -9} does: without any chance to put things in order. */
    public void killHard() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException(name + " does not run:\n" + logTail());
        }
        running.destroyForcibly();
        await(running);
    }

    /** Asks it to end (SIGTERM) and waits until it did. */
    public void stop() {
        Process running = process;
        if (running != null && running.isAlive()) {
            running.destroy();
            await(running);
        }
    }

    private void await(Process running) {
        try {
            if (!running.waitFor(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not end:\n" + logTail());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ends", e);
        }
    }

    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String name() {
        return name;
    }

    /** The whole log so far, through every restart. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String logTail() {
        String text = log();
        return text.length() <= SHOWN_OF_LOG ? text : "…" + text.substring(text.length() - SHOWN_OF_LOG);
    }

    @Override
    public void close() {
        destroy();
        ALL.remove(this);
        http.close();
    }

    private void destroy() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    static Set<ServiceProcess> all() {
        return ALL;
    }

    @Override
    public String toString() {
        return name;
    }
}
