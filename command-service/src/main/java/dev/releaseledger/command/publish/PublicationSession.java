package dev.releaseledger.command.publish;

import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.StoredEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The publisher's connection: while it lives and holds the lock, this instance is the one that publishes. All the
 * publisher reads and moves goes through it, so a lost lock shows at once.
 */
final class PublicationSession implements AutoCloseable {
    /** An instance that is frozen no longer asks, and gives the lock back. */
    private static final String SETTINGS = """
            set idle_session_timeout = '30s';
            set statement_timeout = '6s';
            set tcp_keepalives_idle = 2;
            set tcp_keepalives_interval = 1;
            set tcp_keepalives_count = 3;
            set tcp_user_timeout = '5s';
            set enable_seqscan = off;
            -- A move of the cursor that is lost with the server is made again from the end of the topic: no flush for it.
            set synchronous_commit = off;
            """;

    /** "ledgerpu" as a number: advisory locks are named by numbers, within their database. */
    private static final long LOCK = 0x6c65646765727075L;

    private final Connection connection;

    private PublicationSession(Connection connection) {
        this.connection = connection;
    }

    static PublicationSession open(Database database) throws SQLException {
        Connection connection = database.connect("publish");
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            return new PublicationSession(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Becomes the one that publishes, unless another one is. */
    boolean tryLock() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            select.setLong(1, LOCK);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    Cursor cursor() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select next_position, checkpoint_size from ledger.publication");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the ledger has no cursor of what is published");
            }
            return new Cursor(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * Moves the cursor from where this publisher knows it to be.
     *
     * @throws SQLException also when another publisher has moved it: start again
     */
    void move(Cursor from, Cursor to) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update ledger.publication set next_position = ?, checkpoint_size = ?"
                        + " where next_position = ? and checkpoint_size = ?")) {
            update.setLong(1, to.nextPosition());
            update.setLong(2, to.checkpointSize());
            update.setLong(3, from.nextPosition());
            update.setLong(4, from.checkpointSize());
            if (update.executeUpdate() != 1) {
                throw new SQLException("another publisher has moved the cursor from " + from);
            }
        }
    }

    /**
     * The next entries, in their order and without a gap.
     *
     * @throws SQLException also when a position is missing
     */
    List<StoredEntry> entries(long from, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select position, stream, sequence, bytes from ledger.entry where position >= ? order by position limit ?")) {
            select.setLong(1, from);
            select.setInt(2, limit);
            List<StoredEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(1) != from + entries.size()) {
                        throw new SQLException(
                                "entry " + (from + entries.size()) + " is missing: nothing is published beyond it");
                    }
                    entries.add(new StoredEntry(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getBytes(4)));
                }
            }
            return entries;
        }
    }

    /** A checkpoint that is kept. */
    record Kept(long size, String note) {}

    /** The next checkpoints, in their order, up to a size. */
    List<Kept> checkpoints(long after, long upTo, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select size, note from ledger.checkpoint where size > ? and size <= ? order by size limit ?")) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            select.setInt(3, limit);
            List<Kept> checkpoints = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    checkpoints.add(new Kept(rows.getLong(1), rows.getString(2)));
                }
            }
            return checkpoints;
        }
    }

    /** The bytes of the entry at a position. */
    Optional<byte[]> entryAt(long position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select bytes from ledger.entry where position = ?")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
