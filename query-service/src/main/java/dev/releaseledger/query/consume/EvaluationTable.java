package dev.releaseledger.query.consume;

import dev.releaseledger.query.flag.ofrep.EvaluationCounts.Count;
import java.sql.PreparedStatement;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** How often flags were evaluated, by all instances together. */
final class EvaluationTable {
    private final JdbcTemplate jdbc;

    EvaluationTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what one instance counted. */
    void add(List<Count> counts) {
        // Always in the same order, so that instances that write at once wait for each other and no two for one another.
        List<Count> ordered = counts.stream()
                .sorted(Comparator.comparing(Count::day).thenComparing(Count::flagId).thenComparing(Count::variant))
                .toList();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into query.flag_evaluation as e (day, flag_id, variant, count)"
                            + " select * from unnest(?::date[], ?::uuid[], ?::text[], ?::int8[])"
                            + " on conflict (day, flag_id, variant) do update set count = e.count + excluded.count")) {
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                ordered.stream()
                                        .map(each -> each.day().toString())
                                        .toArray()));
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "uuid", ordered.stream().map(Count::flagId).toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "text", ordered.stream().map(Count::variant).toArray()));
                statement.setArray(
                        4,
                        connection.createArrayOf(
                                "int8", ordered.stream().map(Count::count).toArray()));
                return statement.executeUpdate();
            }
        });
    }
}
