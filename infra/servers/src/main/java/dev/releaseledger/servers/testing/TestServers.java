package dev.releaseledger.servers.testing;

import dev.releaseledger.servers.Folders;
import dev.releaseledger.servers.LedgerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL and one Kafka a JVM for tests: containers where a Docker engine answers, the embedded servers where
 * none does. Each starts when it is first asked for and stops with the JVM; one line of the log says which kind it is.
 *
 * <p>The environment variable {@code RELEASE_LEDGER_TEST_SERVERS} decides instead of the engine: {@code embedded}, or
 * {@code containers}, which then fail where they cannot start.
 */
public final class TestServers {
    /** How long a container may take to start, on a machine that is slow or has much else to do. */
    static final Duration START_WITHIN = Duration.ofMinutes(4);

    private static final Logger LOG = LoggerFactory.getLogger(TestServers.class);
    private static final TestServers SHARED = new TestServers(Kind.wanted());

    private enum Kind {
        EMBEDDED,
        CONTAINERS,
        CONTAINERS_WHERE_THEY_START;

        static Kind wanted() {
            String wanted = System.getenv("RELEASE_LEDGER_TEST_SERVERS");
            if (wanted == null || wanted.isBlank()) {
                return CONTAINERS_WHERE_THEY_START;
            }
            return switch (wanted) {
                case "embedded" -> EMBEDDED;
                case "containers" -> CONTAINERS;
                default ->
                    throw new IllegalStateException(
                            "RELEASE_LEDGER_TEST_SERVERS is embedded, containers or unset, not " + wanted);
            };
        }
    }

    private final Kind kind;
    private final String run = Long.toString(System.nanoTime() & 0xffffff, 36);
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<RunningPostgres> postgres = new CompletableFuture<>();
    private final CompletableFuture<RunningKafka> kafka = new CompletableFuture<>();
    private boolean postgresAsked;
    private boolean kafkaAsked;

    private TestServers(Kind kind) {
        this.kind = kind;
    }

    /** The servers of this JVM. */
    public static TestServers shared() {
        return SHARED;
    }

    /**
     * A fresh database. The roles {@code release_ledger_owner}, {@code release_ledger_command} and {@code
     * release_ledger_query} exist with the password {@code secret}; the first owns it, the last may create schemas in it.
     */
    public TestDatabase newDatabase() {
        RunningPostgres server = postgres();
        String name = "test_" + run + "_" + count.incrementAndGet();
        try (Connection superuser = server.connect()) {
            LedgerDatabase.prepareDatabase(superuser, name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + name + " cannot be created", e);
        }
        return new TestDatabase(name, server.host(), server.port(), server.superuser(), server.password());
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return kafka().bootstrap();
    }

    /** A prefix for topic names that no other test uses. */
    public String newTopicPrefix() {
        return "test-" + run + "-" + count.incrementAndGet();
    }

    private RunningPostgres postgres() {
        synchronized (postgres) {
            if (!postgresAsked) {
                postgresAsked = true;
                complete(postgres, () -> {
                    RunningPostgres server = start(
                            "PostgreSQL",
                            RunningPostgres.IMAGE,
                            RunningPostgres::inContainer,
                            RunningPostgres::embedded);
                    stopAtTheEnd(server.server());
                    prepareRoles(server);
                    return server;
                });
            }
        }
        return joined(postgres);
    }

    private RunningKafka kafka() {
        synchronized (kafka) {
            if (!kafkaAsked) {
                kafkaAsked = true;
                complete(kafka, () -> {
                    RunningKafka server =
                            start("Kafka", RunningKafka.IMAGE, RunningKafka::inContainer, RunningKafka::embedded);
                    stopAtTheEnd(server.server());
                    return server;
                });
            }
        }
        return joined(kafka);
    }

    private interface Starting<T> {
        T start();
    }

    private interface StartingIn<T> {
        T start(Path folder);
    }

    /** A failed start is kept: asking again would only wait again for the same failure. */
    private static <T> void complete(CompletableFuture<T> future, Starting<T> starting) {
        try {
            future.complete(starting.start());
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The test server did not start", e.getCause());
        }
    }

    private <T> T start(String name, String image, Starting<T> container, StartingIn<T> embedded) {
        boolean inContainer = switch (kind) {
            case EMBEDDED -> false;
            case CONTAINERS -> true;
            case CONTAINERS_WHERE_THEY_START -> DockerEngine.offers(image);
        };
        if (inContainer) {
            try {
                T server = container.start();
                LOG.info("Test servers: {} in a container of {}", name, image);
                return server;
            } catch (RuntimeException e) {
                if (kind == Kind.CONTAINERS) {
                    throw e;
                }
                LOG.warn("Test servers: a Docker engine answers, but the container of {} does not start", name, e);
            }
        }
        T server = embedded.start(temporaryFolder(name));
        LOG.info("Test servers: {} embedded", name);
        return server;
    }

    private static Path temporaryFolder(String name) {
        try {
            Path folder = Files.createTempDirectory("release-ledger-test-" + name);
            stopAtTheEnd(() -> Folders.delete(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepareRoles(RunningPostgres server) {
        String password = TestDatabase.PASSWORD;
        try (Connection superuser = server.connect()) {
            LedgerDatabase.prepareRoles(superuser, new LedgerDatabase.Passwords(password, password, password));
        } catch (SQLException e) {
            throw new IllegalStateException("The database roles cannot be created", e);
        }
    }

    private static void stopAtTheEnd(AutoCloseable server) {
        AtTheEnd.OF_THIS_JVM.add(server);
    }
}
