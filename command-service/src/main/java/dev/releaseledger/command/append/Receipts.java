package dev.releaseledger.command.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The answers that were given to commands with an Idempotency-Key. Kept with the entries they speak of, for 30 days. */
public final class Receipts {
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final DataSource dataSource;

    public Receipts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The answer that a command with this key got, if it got one.
     *
     * @throws LedgerUnavailable when the database does not answer
     */
    public Optional<Receipt> find(ReceiptKey key) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select * from ledger.receipt where actor = ? and method = ? and path = ? and key = ?")) {
                select.setObject(1, key.actor());
                select.setString(2, key.method());
                select.setString(3, key.path());
                select.setString(4, key.key());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
            }
        });
    }

    /**
     * Lets go of receipts that are older than 30 days, a limited number at a time.
     *
     * @return how many went
     * @throws LedgerUnavailable when the database does not answer
     */
    public int forgetOld() {
        return Reading.from(dataSource, Receipts::forgetOld);
    }

    private static int forgetOld(Connection connection) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select ledger.forget_old_receipts(?)")) {
            call.setInt(1, FORGOTTEN_AT_ONCE);
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static Receipt read(ResultSet row) throws SQLException {
        return new Receipt(
                new ReceiptKey(
                        row.getObject("actor", UUID.class),
                        row.getString("method"),
                        row.getString("path"),
                        row.getString("key")),
                row.getString("body_digest"),
                new Answer(row.getInt("status"), Answer.headersOf(row.getString("headers")), row.getBytes("body")),
                row.getLong("position"),
                row.getObject("recorded", OffsetDateTime.class).toInstant());
    }
}
