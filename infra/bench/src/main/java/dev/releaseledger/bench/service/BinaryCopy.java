package dev.releaseledger.bench.service;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Rows in the binary format of PostgreSQL's COPY (PostgreSQL documentation, COPY, "Binary Format"), frozen: a table that is
 * filled so has nothing left that would be vacuumed while something is measured.
 */
final class BinaryCopy implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int BUFFER = 1 << 16;

    private final DataOutputStream out;
    private final int columns;

    /** @param into the table, truncated in the same transaction, with the columns in parentheses */
    BinaryCopy(Connection connection, String into, int columns) throws SQLException, IOException {
        this.columns = columns;
        out = new DataOutputStream(new BufferedOutputStream(
                new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class),
                        "copy " + into + " from stdin (format binary, freeze)",
                        BUFFER),
                BUFFER));
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    /** Begins a row; a value for each column follows. */
    void row() throws IOException {
        out.writeShort(columns);
    }

    void int2(int value) throws IOException {
        out.writeInt(Short.BYTES);
        out.writeShort(value);
    }

    void int8(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    void bytea(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    /** Ends the copy; the rows are there with the transaction. */
    @Override
    public void close() throws IOException {
        out.writeShort(-1);
        out.close();
    }
}
