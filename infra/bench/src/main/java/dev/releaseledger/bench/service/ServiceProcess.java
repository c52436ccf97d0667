package dev.releaseledger.bench.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A service as a process of its own, with half a gigabyte of heap. */
final class ServiceProcess implements AutoCloseable {
    static final int HEAP_MEBIBYTES = 512;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final int port;
    private final Process process;
    private final Path log;

    private ServiceProcess(String name, int port, Process process, Path log) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @param mainClass on this program's own class path
     * @param settings Spring properties
     * @param healthPath answers 200 when the service is ready
     */
    static ServiceProcess start(
            String name, String mainClass, Map<String, String> settings, String healthPath, Path logs)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> all = new TreeMap<>(settings);
        all.put("server.port", Integer.toString(port));
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        Optional.ofNullable(System.getenv("RELEASE_LEDGER_BENCH_JFR"))
                .ifPresent(folder -> command.add(
                        1,
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + Path.of(folder).resolve(name + "-" + port + ".jfr")));
        command.add(mainClass);
        all.forEach((key, value) -> command.add("--" + key + "=" + value));
        Path log = logs.resolve(name + "-" + port + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ServiceProcess service = new ServiceProcess(name, port, process, log);
        try {
            service.awaitHealth(healthPath);
            return service;
        } catch (IOException | InterruptedException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The processor time that the process has used. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that the process held at once, in MiB: heap and all else; 0 where the system does not tell. */
    long mostResidentMebibytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .map(kibibytes -> kibibytes / 1024)
                .findFirst()
                .orElse(0);
    }

    private void awaitHealth(String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(name + " ended: " + end());
                }
                if (answers(client, path)) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException(name + " does not become ready: " + end());
    }

    private boolean answers(HttpClient client, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String end() throws IOException {
        String said = Files.readString(log);
        return said.substring(Math.max(0, said.length() - 4_000));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
