package dev.releaseledger.command.append;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import javax.sql.DataSource;

/** What only one stream may hold. */
public final class Claims {
    private final DataSource dataSource;

    public Claims(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The stream that holds a claim; empty where none does.
     *
     * @throws LedgerUnavailable when the database does not answer
     */
    public Optional<String> holder(String claim) {
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select stream from ledger.claim where name = ?")) {
                select.setString(1, claim);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
