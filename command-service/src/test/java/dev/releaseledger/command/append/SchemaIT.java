package dev.releaseledger.command.append;

import static dev.releaseledger.command.append.Drafts.answered;
import static dev.releaseledger.command.append.Drafts.newKey;
import static dev.releaseledger.command.append.Drafts.newStream;
import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.servers.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIT {
    private static final String PERMISSION_DENIED = "42501";
    private static final String RESTRICTED = "23001";

    private final TestDatabase database = LedgerDatabases.fresh();
    private final AppendEngine engine = LedgerDatabases.engine(database);

    @AfterEach
    void close() {
        engine.close();
    }

    private static void assertRefused(Connection connection, String sql, String state) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.entry set bytes = 'x'",
                "delete from ledger.entry",
                "truncate ledger.entry",
                "delete from ledger.head",
                "truncate ledger.head",
                "update ledger.checkpoint set note = 'x'",
                "delete from ledger.checkpoint",
                "truncate ledger.checkpoint",
                "delete from ledger.publication"
            })
    void whatWasRecordedIsChangedNeitherByTheServiceNorByTheOwner(String sql) throws SQLException {
        assertRefused(database.connectAsCommand(), sql, PERMISSION_DENIED);
        assertRefused(database.connectAsOwner(), sql, RESTRICTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.receipt set status = 500",
                "delete from ledger.receipt",
                "truncate ledger.receipt",
                "update ledger.claim set stream = 'x'",
                "insert into ledger.head (origin, next_position, time, frontier) values ('x', 0, 'epoch', '')",
                "update ledger.head set origin = 'x'",
                "alter table ledger.entry disable trigger all",
                "drop table ledger.entry",
                "create table ledger.mine (x integer)"
            })
    void theServiceMayNoMoreThanItNeeds(String sql) throws SQLException {
        assertRefused(database.connectAsCommand(), sql, PERMISSION_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.head set next_position = 0",
                "update ledger.head set time = 'epoch'",
            })
    void theHeadOnlyGoesForward(String sql) throws SQLException {
        engine.append(Drafts.anyhow(newStream()));
        assertRefused(database.connectAsCommand(), sql, RESTRICTED);
        assertRefused(database.connectAsOwner(), sql, RESTRICTED);
    }

    @Test
    void theOtherServiceSeesNothingOfIt() throws SQLException {
        assertRefused(database.connectAsQuery(), "select * from ledger.entry", PERMISSION_DENIED);
    }

    @Test
    void receiptsGoAfterThirtyDaysAndNotBefore() {
        Receipts receipts = new Receipts(dataSource(database));
        ReceiptKey young = newKey();
        ReceiptKey old = newKey();
        engine.append(answered(newStream(), young));
        engine.append(answered(newStream(), old));
        asSuperuser(
                database,
                "update ledger.receipt set recorded = recorded - interval '29 days' where key = '" + young.key() + "'");
        asSuperuser(
                database,
                "update ledger.receipt set recorded = recorded - interval '31 days' where key = '" + old.key() + "'");
        assertThat(receipts.forgetOld()).isEqualTo(1);
        assertThat(receipts.find(young)).isPresent();
        assertThat(receipts.find(old)).isEmpty();
        assertThat(receipts.forgetOld()).isZero();
    }
}
