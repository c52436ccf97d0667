package dev.releaseledger.query.consume;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.flag.EvaluationsOfADay;
import dev.releaseledger.query.flag.ofrep.EvaluationCounts.Count;
import dev.releaseledger.query.generation.Generation;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        // Always in the same order, so that instances that write at once wait for each other and no two for one
        // another.
        List<Count> ordered = counts.stream()
                .sorted(Comparator.comparing(Count::day)
                        .thenComparing(Count::flagId)
                        .thenComparing(Count::variant))
                .toList();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into query.flag_evaluation as e (day, flag_id, variant, count)"
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

    /**
     * The days up to this one that are not projected as counted, in their order: every day of a flag since it was defined, until
     * it was archived, and after that those on which it was evaluated all the same.
     */
    List<EvaluationsOfADay> due(Generation generation, LocalDate last, int atMost) {
        String next = "coalesce(f.last_counted + 1, (f.defined_at at time zone 'UTC')::date)";
        String archived = "(f.archived_at at time zone 'UTC')::date";
        return jdbc.query(
                generation.sql(
                        "select d.day, d.id, json_object_agg(e.variant, e.count) filter (where e.count > 0) as counts"
                                + " from (select f.id, s.day::date as day from {g}.flag f"
                                + " cross join lateral generate_series(" + next
                                + "::timestamp, least(?::timestamp, " + archived + "::timestamp), '1 day') s(day)"
                                + " union select f.id, a.day from {g}.flag f"
                                + " join query.flag_evaluation a on a.flag_id = f.id and a.day >= " + next
                                + " and a.day > " + archived + " and a.day <= ?) d left join query.flag_evaluation e"
                                + " on e.flag_id = d.id and e.day = d.day group by d.day, d.id order by d.day, d.id limit ?"),
                (row, n) -> new EvaluationsOfADay(
                        row.getObject("id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        counts(row.getString("counts"))),
                last,
                last,
                atMost);
    }

    private static Map<String, Long> counts(@Nullable String json) {
        Map<String, Long> counts = new HashMap<>();
        if (json != null) {
            EntryJson.mapper()
                    .readTree(json)
                    .properties()
                    .forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        }
        return counts;
    }

    /** Forgets what was counted before a day and is projected; what is not may have to be told again, however old it is. */
    void forget(Generation generation, LocalDate before) {
        jdbc.update(
                generation.sql(
                        "delete from query.flag_evaluation e where e.day < ? and not exists (select from {g}.flag f"
                                + " where f.id = e.flag_id and (f.last_counted is null or f.last_counted < e.day))"),
                before);
    }
}
