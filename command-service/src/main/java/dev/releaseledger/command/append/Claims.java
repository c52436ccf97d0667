package dev.releaseledger.command.append;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** What only one stream may hold. */
public final class Claims {
    private final DataSource dataSource;

    public Claims(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The streams that hold claims whose names begin like this, each once, the greatest name first; at most so many.
     *
     * @param beginning ends with a character of ASCII
     * @throws LedgerUnavailable when the database does not answer
     */
    public List<String> holders(String beginning, int most) {
        int last = beginning.length() - 1;
        String after = beginning.substring(0, last) + (char) (beginning.charAt(last) + 1);
        return Reading.from(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select stream from ledger.claim where name >= ? and name < ? order by name desc limit ?")) {
                select.setString(1, beginning);
                select.setString(2, after);
                select.setInt(3, most);
                Set<String> holders = new LinkedHashSet<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        holders.add(rows.getString(1));
                    }
                }
                return List.copyOf(holders);
            }
        });
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
