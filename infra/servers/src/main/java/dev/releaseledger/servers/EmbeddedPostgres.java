package dev.releaseledger.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL over a data folder that survives restarts and hard kills.
 *
 * <p>It listens on 127.0.0.1 alone, asks for passwords, and keeps {@code fsync} on: what it committed stays. It runs as
 * root too, inside a user namespace, since PostgreSQL itself refuses root. Should this JVM die without closing it, a
 * small watchdog stops the server; should even that be killed, the next start over the same folder does.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** The superuser's name. */
    public static final String SUPERUSER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int ATTEMPTS_FOR_A_PORT = 5;

    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "200",
            "shared_buffers", "128MB",
            "max_wal_size", "2GB",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "log_line_prefix", "%m[%p]"));

    private final PostgresBinaries binaries;
    private final Path folder;
    private final FolderLock lock;
    private final int port;
    private final String superuserPassword;
    private final Process watchdog;
    private boolean closed;

    private EmbeddedPostgres(
            PostgresBinaries binaries,
            Path folder,
            FolderLock lock,
            int port,
            String superuserPassword,
            Process watchdog) {
        this.binaries = binaries;
        this.folder = folder;
        this.lock = lock;
        this.port = port;
        this.superuserPassword = superuserPassword;
        this.watchdog = watchdog;
    }

    /**
     * Starts a server whose superuser is {@code postgres} with password {@code postgres}.
     *
     * @param dataDirectory created and filled where it is new; one running server a folder
     * @param port 0 for any free one
     * @throws ServerFailed when it does not start; the message holds the end of the server's log
     */
    public static EmbeddedPostgres start(Path dataDirectory, int port) {
        return start(dataDirectory, port, "postgres");
    }

    /** The same with a superuser's password, which counts when the folder is new. */
    public static EmbeddedPostgres start(Path dataDirectory, int port, String superuserPassword) {
        Path folder = dataDirectory.toAbsolutePath().normalize();
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        FolderLock lock = FolderLock.take(folder);
        try {
            if (!Files.exists(cluster(folder).resolve("PG_VERSION"))) {
                initialise(binaries, folder, superuserPassword);
            }
            stopOrphan(binaries, folder);
            int bound = launch(binaries, folder, port);
            return new EmbeddedPostgres(binaries, folder, lock, bound, superuserPassword, watch(folder));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Where JDBC finds a database of this server; without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection as superuser to the database {@code postgres}. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), SUPERUSER, superuserPassword);
    }

    /** Stops the server in its "fast" way: open transactions are rolled back, everything committed is on disk. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop(binaries, folder);
        } finally {
            dismiss(watchdog);
            lock.close();
        }
    }

    private static Path cluster(Path folder) {
        return folder.resolve("cluster");
    }

    private static Path log(Path folder) {
        return folder.resolve("postgres.log");
    }

    private static void initialise(PostgresBinaries binaries, Path folder, String superuserPassword) {
        try {
            Path unfinished = folder.resolve("cluster-unfinished");
            if (Files.exists(unfinished)) {
                Folders.delete(unfinished);
            }
            Path password = Files.createTempFile(folder, "superuser-", "");
            Files.writeString(password, superuserPassword + "\n");
            Outcome outcome = run(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    // The same order of texts on every platform, whatever its libraries think.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            Files.delete(password);
            outcome.orFail("PostgreSQL could not lay out its data folder " + folder);
            // Renamed last, so that a start that was killed half-way begins anew.
            Files.move(unfinished, cluster(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int launch(PostgresBinaries binaries, Path folder, int wantedPort) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort == 0 ? FreePort.find() : wantedPort;
            long logged = sizeOf(log(folder));
            Outcome outcome = run(List.of(
                    binaries.program("pg_ctl"),
                    "start",
                    "--wait",
                    "--timeout=" + PATIENCE.toSeconds(),
                    "--pgdata=" + cluster(folder),
                    "--log=" + log(folder),
                    "--options=" + options(port)));
            if (outcome.succeeded()) {
                return port;
            }
            String said = logSince(folder, logged);
            boolean portWasTaken = said.contains("could not bind");
            // Backends of a killed server take a moment to notice, and hold its shared memory until then.
            boolean killedServerLingers = said.contains("shared memory block") && System.nanoTime() < deadline;
            if (wantedPort == 0 && portWasTaken && attempt < ATTEMPTS_FOR_A_PORT) {
                continue;
            }
            if (killedServerLingers) {
                pause();
                continue;
            }
            if (portWasTaken) {
                throw new ServerFailed("PostgreSQL cannot listen on 127.0.0.1:" + port + ": the port is taken");
            }
            throw new ServerFailed(
                    "PostgreSQL does not start. " + outcome.output().strip() + "\n" + said.strip());
        }
    }

    private static String options(int port) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("port", Integer.toString(port));
        return settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "='" + setting.getValue() + "'")
                .collect(Collectors.joining(" "));
    }

    private static void stop(PostgresBinaries binaries, Path folder) {
        if (runningOver(folder).isEmpty()) {
            return;
        }
        if (!stop(binaries, folder, "fast", 30).succeeded()
                && runningOver(folder).isPresent()) {
            Outcome immediate = stop(binaries, folder, "immediate", 10);
            if (runningOver(folder).isPresent()) {
                immediate.orFail("PostgreSQL does not stop");
            }
        }
    }

    private static Outcome stop(PostgresBinaries binaries, Path folder, String mode, int seconds) {
        return run(List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--wait",
                "--timeout=" + seconds,
                "--mode=" + mode,
                "--pgdata=" + cluster(folder)));
    }

    /** We hold the folder's lock, so a server that still runs over it was left behind by a process that was killed. */
    private static void stopOrphan(PostgresBinaries binaries, Path folder) {
        Optional<ProcessHandle> orphan = runningOver(folder);
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL that an earlier process left behind (pid {})",
                    orphan.get().pid());
            stop(binaries, folder);
        } else {
            // The number in it may belong to any other process by now, and PostgreSQL would not dare to start.
            deleteIfExists(cluster(folder).resolve("postmaster.pid"));
        }
    }

    private static Optional<ProcessHandle> runningOver(Path folder) {
        return pid(folder).flatMap(ProcessHandle::of).filter(process -> serves(process, folder));
    }

    private static boolean serves(ProcessHandle process, Path folder) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.exists(workingDirectory)) {
            try {
                return workingDirectory.toRealPath().equals(cluster(folder).toRealPath());
            } catch (IOException notOursToLookAt) {
                return false;
            }
        }
        return process.isAlive()
                && process.info()
                        .command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent();
    }

    private static Optional<Long> pid(Path folder) {
        try {
            List<String> lines = Files.readAllLines(cluster(folder).resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (IOException | NumberFormatException noServerWroteIt) {
            return Optional.empty();
        }
    }

    /**
     * A shell that waits for this JVM's end of a pipe: when the JVM dies, however hard, the pipe closes and the shell
     * stops the server. A terminal's Ctrl-C reaches the shell as well, which ignores it and leaves the order of stopping
     * to the JVM.
     */
    private static Process watch(Path folder) {
        long pid = pid(folder).orElseThrow(() -> new ServerFailed("PostgreSQL stopped right after its start"));
        try {
            return new ProcessBuilder(
                            "sh",
                            "-c",
                            "trap '' INT TERM HUP; read -r dismissed || kill -INT \"$0\"",
                            Long.toString(pid))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dismiss(Process watchdog) {
        try (OutputStream order = watchdog.getOutputStream()) {
            order.write("dismissed\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException alreadyGone) {
            LOG.debug("PostgreSQL's watchdog was gone already", alreadyGone);
        }
    }

    private record Outcome(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }

        void orFail(String what) {
            if (!succeeded()) {
                throw new ServerFailed(what + ": " + output.strip());
            }
        }
    }

    private static Outcome run(List<String> command) {
        List<String> whole = new ArrayList<>();
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, and still owns its files.
            whole.addAll(List.of("unshare", "--user"));
        }
        whole.addAll(command);
        try {
            // A file and not a pipe: the server would inherit the pipe and hold it open.
            Path output = Files.createTempFile("postgres-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()));
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                if (!process.waitFor(PATIENCE.toSeconds() + 30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new ServerFailed("No end of " + String.join(" ", command));
                }
                String said = Files.readString(output);
                if (root && said.startsWith("unshare:")) {
                    said +=
                            "As root, PostgreSQL needs user namespaces, which are refused here: run as another user, or name"
                                    + " a server of your own in RELEASE_LEDGER_POSTGRES_URL";
                }
                return new Outcome(process.exitValue(), said);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new ServerFailed("Cannot run " + String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Interrupted while waiting for " + String.join(" ", command), e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Interrupted while PostgreSQL was starting", e);
        }
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    private static String logSince(Path folder, long offset) {
        try {
            byte[] all = Files.readAllBytes(log(folder));
            int from = (int) Math.min(offset, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException noLogYet) {
            return "";
        }
    }

    private static void deleteIfExists(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
