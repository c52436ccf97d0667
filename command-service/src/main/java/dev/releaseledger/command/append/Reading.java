package dev.releaseledger.command.append;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on a connection of the pool, whose errors tell a caller nothing of SQL. */
@FunctionalInterface
interface Reading<T> {
    Logger LOG = LoggerFactory.getLogger(Reading.class);

    T read(Connection connection) throws SQLException;

    static <T> T from(DataSource dataSource, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            return reading.read(connection);
        } catch (SQLException e) {
            LOG.warn("the ledger could not be read ({})", e.getSQLState(), e);
            throw new LedgerUnavailable(LedgerUnavailable.Reason.DATABASE_AWAY);
        }
    }
}
