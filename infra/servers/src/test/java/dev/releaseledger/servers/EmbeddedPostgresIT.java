package dev.releaseledger.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    Path folder;

    @Test
    void aRestartKeepsTheData() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            execute(postgres, "create table kept (what text)", "insert into kept values ('first')");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "select what from kept")).isEqualTo("first");
            assertThat(query(postgres, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aServerKilledHardStartsAgainWithWhatItCommitted() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            execute(postgres, "create table kept (what text)", "insert into kept values ('committed')");
            postmaster().destroyForcibly();
            postmaster().onExit().get(120, TimeUnit.SECONDS);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "select what from kept")).isEqualTo("committed");
        }
    }

    @Test
    void whenTheJvmIsKilledItsServerStopsAndTheNextStartKeepsTheData() throws Exception {
        Process jvm = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StartsPostgresAndStays.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        assertThat(jvm.inputReader().lines().anyMatch("ready"::equals)).isTrue();
        ProcessHandle orphan = postmaster();

        jvm.destroyForcibly();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "select what from kept")).isEqualTo("by another process");
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !orphan.isAlive());
        }
    }

    @Test
    void aProcessNumberThatBelongsToSomebodyElseByNowDoesNotKeepItFromStarting() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            execute(postgres, "create table kept (what text)", "insert into kept values ('here')");
        }
        long somebodyElse = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("cluster/postmaster.pid"),
                somebodyElse + "\n" + folder.resolve("cluster") + "\n1700000000\n5432\n\n127.0.0.1\n0 0\nready   \n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(query(postgres, "select what from kept")).isEqualTo("here");
        }
    }

    @Test
    void aSecondServerOverTheSameFolderIsRefused() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0);
        try (postgres) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, 0))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("in use by another running process");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, taken.getLocalPort()))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0, "right");
        try (postgres) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private ProcessHandle postmaster() throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = postgres.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
