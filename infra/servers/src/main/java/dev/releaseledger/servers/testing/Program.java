package dev.releaseledger.servers.testing;

import dev.releaseledger.servers.Folders;
import dev.releaseledger.servers.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An installed program that serves HTTP on a port of 127.0.0.1, in a temporary folder of its own. It is stopped by its process id
 * when it is closed, when the JVM ends, and by a small watchdog should the JVM be killed.
 */
final class Program implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final int ATTEMPTS_FOR_A_PORT = 5;

    /** What to run in a folder, to listen on a port; may write files into the folder. */
    @FunctionalInterface
    interface Command {
        List<String> in(Path folder, int port) throws IOException;
    }

    private final Path folder;
    private final int port;
    private final Process process;
    private final Process watchdog;
    private boolean closed;

    private Program(Path folder, int port, Process process, Process watchdog) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.watchdog = watchdog;
    }

    /** Where a program of this name is: on the {@code PATH}, or in {@code /usr/bin}. */
    static Optional<Path> find(String name) {
        String path = System.getenv("PATH");
        return Stream.concat(
                        path == null
                                ? Stream.empty()
                                : Arrays.stream(path.split(":")).filter(part -> !part.isBlank()),
                        Stream.of("/usr/bin"))
                .map(part -> Path.of(part).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it and waits until {@code /-/ready} says so. */
    static Program start(String name, Command command) {
        try {
            for (int attempt = 1; ; attempt++) {
                Path folder = Files.createTempDirectory("release-ledger-test-" + name + "-");
                Program program = launch(folder, FreePort.find(), command);
                AtTheEnd.OF_THIS_JVM.add(program);
                if (program.isReadyInTime()) {
                    return program;
                }
                String said = Files.readString(log(folder));
                program.close();
                if (!said.contains("address already in use") || attempt == ATTEMPTS_FOR_A_PORT) {
                    throw new IllegalStateException(name + " does not start:\n" + said);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it answers, without a slash at the end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Program launch(Path folder, int port, Command command) throws IOException {
        Process process = new ProcessBuilder(command.in(folder, port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(folder).toFile())
                .start();
        Process watchdog = new ProcessBuilder(
                        "sh",
                        "-c",
                        "trap '' INT TERM HUP; read -r dismissed || kill -TERM \"$0\"",
                        Long.toString(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Program(folder, port, process, watchdog);
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    private boolean isReadyInTime() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + "/-/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (answersOk(client, ready)) {
                    return process.isAlive();
                }
                if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        dismissWatchdog();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dismissWatchdog() {
        try (OutputStream order = watchdog.getOutputStream()) {
            order.write("dismissed\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            LOG.debug("a program's watchdog was gone already", alreadyGone);
        }
    }
}
