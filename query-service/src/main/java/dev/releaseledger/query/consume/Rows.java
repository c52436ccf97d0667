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
    private static final Set<String> SENT_AS_TEXT = Set.of("timestamptz", "jsonb");

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
        String names = String.join(", ", columns.keySet());
        String arrays = String.join(
                ", ", columns.values().stream().map(type -> "?::" + type + "[]").toList());
        String updates = String.join(
                ", ",
                columns.keySet().stream()
                        .filter(name -> !key.contains(name))
                        .map(name -> name + " = excluded." + name)
                        .toList());
        String sql = generation.sql("insert into {g}." + table + " (" + names + ") select * from unnest(" + arrays
                + ") on conflict (" + String.join(", ", key) + ") do update set " + updates);
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
