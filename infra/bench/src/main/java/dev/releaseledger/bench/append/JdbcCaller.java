package dev.releaseledger.bench.append;

import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.bench.measure.Load;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Inserts one row after another over a connection of its own, each committed by itself. */
final class JdbcCaller implements Load.Caller, AutoCloseable {
    private static final int PREPARE_AT_ONCE = 1;

    private final Connection connection;
    private final PreparedStatement insert;
    private final byte[] bytes = new byte[EngineCaller.BYTES];
    private final String stream = "release/" + UUID.randomUUID();
    private long sequence;

    JdbcCaller(Site site) throws SQLException {
        connection = site.connectAsOwner();
        insert = connection.prepareStatement("insert into single_row.entry (stream, sequence, bytes) values (?, ?, ?)");
        insert.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(PREPARE_AT_ONCE);
    }

    @Override
    public void call() throws SQLException {
        insert.setString(1, stream);
        insert.setLong(2, sequence++);
        insert.setBytes(3, bytes);
        insert.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
