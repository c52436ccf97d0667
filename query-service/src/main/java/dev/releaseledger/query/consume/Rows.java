package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of one table in one statement; they replace those that have the same key. */
final class Rows {
    /** There is no binary form of arrays of these in the driver: they go as text. */
    private static final Set<String> SENT_AS_TEXT = Set.of("timestamptz", "date", "jsonb");

    private final String table;
    private final List<String> key;
    private final Map<String, String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /**
     * @param key the columns of the primary key
     * @param columns every column's type by its name, in order
     */
    Rows(String table, List<String> key, Map<String, String> columns) {
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    /** A row: a value for each column, in order. */
    void add(List<@Nullable Object> values) {
        rows.add(values);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int write(Connection connection, Generation generation) throws SQLException {
        return write(connection, generation, "", "do update set " + updates());
    }

    /** Leaves rows alone that say the same already. */
    int writeChanged(Connection connection, Generation generation) throws SQLException {
        String same = String.join(
                " and ", key.stream().map(name -> "t." + name + " = u." + name).toList());
        return write(
                connection,
                generation,
                " where not exists (select from {g}." + table + " t where " + same + " and (" + names("t.")
                        + ") is not distinct from (" + names("u.") + "))",
                "do update set " + updates());
    }

    /** Leaves rows alone that have the same key. */
    int writeNew(Connection connection, Generation generation) throws SQLException {
        return write(connection, generation, "", "do nothing");
    }

    private String names(String of) {
        return String.join(
                ", ", columns.keySet().stream().map(name -> of + name).toList());
    }

    private String updates() {
        return String.join(
                ", ",
                columns.keySet().stream()
                        .filter(name -> !key.contains(name))
                        .map(name -> name + " = excluded." + name)
                        .toList());
    }

    private int write(Connection connection, Generation generation, String condition, String onConflict)
            throws SQLException {
        String arrays = String.join(
                ", ", columns.values().stream().map(type -> "?::" + type + "[]").toList());
        String sql = generation.sql("insert into {g}." + table + " (" + names("") + ") select * from unnest(" + arrays
                + ") u(" + names("") + ")" + condition + " on conflict (" + String.join(", ", key) + ") " + onConflict);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int column = 0;
            for (String type : columns.values()) {
                int at = column++;
                statement.setArray(
                        column,
                        connection.createArrayOf(
                                SENT_AS_TEXT.contains(type) ? "text" : type,
                                rows.stream().map(row -> row.get(at)).toArray()));
            }
            return statement.executeUpdate();
        }
    }
}
