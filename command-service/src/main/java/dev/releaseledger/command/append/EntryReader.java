package dev.releaseledger.command.append;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Reads committed entries. Positions are dense and appear in their order, so whoever has read up to a position has missed
 * nothing below it. Each method throws {@link LedgerUnavailable} when the database does not answer.
 */
public final class EntryReader {
    private final DataSource dataSource;

    public EntryReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A stream's entries from a sequence on, at most so many; empty where there are none. */
    public List<StoredEntry> stream(String stream, long fromSequence, int limit) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select position, stream, sequence, bytes from ledger.entry where stream = ? and sequence >= ?"
                            + " order by sequence limit ?")) {
                select.setString(1, stream);
                select.setLong(2, fromSequence);
                select.setInt(3, limit);
                return entries(select);
            }
        });
    }

    /** The ledger's entries from a position on, at most so many; empty at its end. */
    public List<StoredEntry> from(long position, int limit) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select position, stream, sequence, bytes from ledger.entry where position >= ?"
                            + " order by position limit ?")) {
                select.setLong(1, position);
                select.setInt(2, limit);
                return entries(select);
            }
        });
    }

    /** The last sequence of a stream; empty where there is no such stream. */
    public OptionalLong lastSequence(String stream) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select sequence from ledger.entry where stream = ? order by sequence desc limit 1")) {
                select.setString(1, stream);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    /** The position of the next entry, which is the number of entries. */
    public long nextPosition() {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement("select next_position from ledger.head");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static List<StoredEntry> entries(PreparedStatement select) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                entries.add(new StoredEntry(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getBytes(4)));
            }
        }
        return entries;
    }
}
