package dev.releaseledger.servers.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedServersIT {
    private final TestServers servers = TestServers.shared();

    @Test
    void everyDatabaseIsNewAndItsRolesMayWhatTheyShould() throws SQLException {
        TestDatabase one = servers.newDatabase();
        TestDatabase another = servers.newDatabase();
        assertThat(one.name()).isNotEqualTo(another.name());

        execute(one.connectAsOwner(), "create schema ledger");
        execute(one.connectAsQuery(), "create schema query");
        execute(one.connectAsSuperuser(), "select 1");
        assertThatThrownBy(() -> execute(one.connectAsCommand(), "create schema mine"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        execute(another.connectAsOwner(), "create schema ledger");
    }

    @Test
    void kafkaAnswers() throws Exception {
        String topic = servers.newTopicPrefix() + ".events";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            // The broker hears of a topic a moment after the controller, which has answered.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains(topic));
        }
    }

    @Test
    void aProxyCanLoseTheAnswerToACommitThatHappened() throws SQLException {
        TestDatabase database = servers.newDatabase();
        execute(database.connectAsOwner(), "create table kept (what text)");
        try (FaultyProxy proxy = FaultyProxy.to(database.host(), database.port());
                Connection connection = database.through(proxy.port()).connectAsOwner()) {
            connection.setAutoCommit(false);
            execute(connection, "insert into kept values ('answered')");
            connection.commit();
            execute(connection, "insert into kept values ('unclear')");
            proxy.loseNextCommitAnswer();

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThat(proxy.lostCommitAnswers()).isEqualTo(1);
        }
        assertThat(count(database, "kept")).isEqualTo(2);
    }

    @Test
    void aProxyCanBeDownAndComeBackOnTheSamePort() throws SQLException {
        TestDatabase database = servers.newDatabase();
        try (FaultyProxy proxy = FaultyProxy.to(database.host(), database.port())) {
            TestDatabase proxied = database.through(proxy.port());
            try (Connection connection = proxied.connectAsOwner()) {
                execute(connection, "select 1");
                proxy.down();
                assertThatThrownBy(() -> execute(connection, "select 1")).isInstanceOf(SQLException.class);
            }
            assertThatThrownBy(proxied::connectAsOwner).isInstanceOf(SQLException.class);
            proxy.up();
            try (Connection connection = proxied.connectAsOwner()) {
                execute(connection, "select repeat('x', 300000) from generate_series(1, 20)");
            }
        }
    }

    @Test
    void aFrozenProxyAnswersNothingUntilItThaws() throws SQLException {
        TestDatabase database = servers.newDatabase();
        try (FaultyProxy proxy = FaultyProxy.to(database.host(), database.port());
                Connection connection = database.through(proxy.port()).connectAsOwner()) {
            proxy.freeze();
            Thread thaw = Thread.ofVirtual().unstarted(proxy::thaw);
            long before = System.nanoTime();
            connection.setNetworkTimeout(Runnable::run, 300);
            assertThatThrownBy(() -> execute(connection, "select 1")).isInstanceOf(SQLException.class);
            assertThat(System.nanoTime() - before).isGreaterThan(200_000_000L);
            thaw.start();
            try (Connection later = database.through(proxy.port()).connectAsOwner()) {
                execute(later, "select 1");
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
