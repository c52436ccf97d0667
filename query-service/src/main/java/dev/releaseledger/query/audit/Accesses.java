package dev.releaseledger.query.audit;

import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.query.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds who read which evidence. */
@Component
final class Accesses {
    private final JdbcClient jdbc;

    Accesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The readings that a filter leaves, the newest first. */
    List<AccessRead> page(Generation generation, AccessFilter filter, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("limit", limit));
        filter.reader().ifPresent(reader -> equal(conditions, values, "reader", reader));
        filter.what().ifPresent(what -> equal(conditions, values, "what", what));
        filter.how().ifPresent(how -> equal(conditions, values, "how", how));
        filter.outcome().ifPresent(outcome -> {
            equal(conditions, values, "outcome", outcome.name());
            if (outcome != AccessRead.Outcome.READ) {
                // As the index says it, which few rows are in.
                conditions.add("outcome <> 'READ'");
            }
        });
        filter.from().ifPresent(from -> {
            conditions.add("last_at >= :from");
            values.put("from", timestamp(from));
        });
        filter.to().ifPresent(to -> {
            conditions.add("first_at < :to");
            values.put("to", timestamp(to));
        });
        filter.before().ifPresent(place -> {
            conditions.add("(position, place) < (:position, :place)");
            values.put("position", place.position());
            values.put("place", place.place());
        });
        return jdbc.sql(generation.sql("select * from {g}.access_read where " + String.join(" and ", conditions)
                        + " order by position desc, place desc limit :limit"))
                .params(values)
                .query((row, n) -> read(row))
                .list();
    }

    /** Whether entries tell of readings that are not in the list until a rebuild, by a service that understands them. */
    boolean isPartial(Generation generation) {
        return Boolean.TRUE.equals(jdbc.sql(generation.sql("select access_partial or exists (select from"
                        + " {g}.incomplete_stream where stream = ?) from {g}.progress"))
                .param(AuditEvent.STREAM)
                .query(Boolean.class)
                .single());
    }

    private static void equal(List<String> conditions, Map<String, Object> values, String column, Object value) {
        conditions.add(column + " = :" + column);
        values.put(column, value);
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.from(time.truncatedTo(ChronoUnit.MICROS));
    }

    private static AccessRead read(ResultSet row) throws SQLException {
        String roles = row.getString("roles");
        return new AccessRead(
                row.getLong("position"),
                row.getInt("place"),
                row.getObject("reader", UUID.class),
                roles.isEmpty() ? List.of() : List.of(roles.split(",", -1)),
                row.getString("what"),
                row.getString("how"),
                AccessRead.Outcome.valueOf(row.getString("outcome")),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getLong("count"),
                row.getString("traceparent"));
    }
}
