package dev.releaseledger.query.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's COPY (PostgreSQL documentation, COPY, "Binary Format"): by far the cheapest
 * way to hand over many rows with bytes in them.
 */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int CHUNK = 1 << 16;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * CHUNK);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final CopyIn copy;
    private final int columns;

    /** @param into the table with the columns in parentheses */
    CopyRows(Connection connection, String into, int columns) throws SQLException {
        this.columns = columns;
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin (format binary)");
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    /** Begins a row; a value for each column follows. */
    void row() throws SQLException {
        if (bytes.size() >= CHUNK) {
            flush();
        }
        write(() -> out.writeShort(columns));
    }

    void int8(@Nullable Long value) {
        write(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(Long.BYTES);
                out.writeLong(value);
            }
        });
    }

    void text(@Nullable String value) {
        bytea(value == null ? null : value.getBytes(UTF_8));
    }

    /** Microseconds, as PostgreSQL keeps times. */
    void timestamptz(@Nullable Instant value) {
        int8(value == null ? null : ChronoUnit.MICROS.between(POSTGRES_EPOCH, value.truncatedTo(ChronoUnit.MICROS)));
    }

    void bytea(byte @Nullable [] value) {
        write(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(value.length);
                out.write(value);
            }
        });
    }

    void uuid(@Nullable UUID value) {
        write(() -> {
            if (value == null) {
                out.writeInt(-1);
            } else {
                out.writeInt(2 * Long.BYTES);
                out.writeLong(value.getMostSignificantBits());
                out.writeLong(value.getLeastSignificantBits());
            }
        });
    }

    /** Ends the copy; the rows are there with the transaction. */
    void end() throws SQLException {
        write(() -> out.writeShort(-1));
        flush();
        copy.endCopy();
    }

    private void flush() throws SQLException {
        byte[] chunk = bytes.toByteArray();
        copy.writeToCopy(chunk, 0, chunk.length);
        bytes.reset();
    }
}
