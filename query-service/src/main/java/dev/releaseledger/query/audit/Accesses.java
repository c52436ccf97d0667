package dev.releaseledger.query.audit;

import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.query.generation.Conditions;
import dev.releaseledger.query.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
        Conditions conditions = new Conditions("a");
        conditions.equal("reader", filter.reader());
        conditions.equal("what", filter.what());
        conditions.equal("how", filter.how());
        conditions.equal("outcome", filter.outcome());
        filter.outcome()
                .filter(outcome -> outcome != AccessRead.Outcome.READ)
                // As the index says it, which few rows are in.
                .ifPresent(outcome -> conditions.add("a.outcome <> 'READ'"));
        conditions.from("last_at", filter.from());
        conditions.to("first_at", filter.to());
        filter.before().ifPresent(place -> {
            conditions.add("(a.position, a.place) < (:position, :place)", "position", place.position());
            conditions.value("place", place.place());
        });
        conditions.value("limit", limit);
        return jdbc.sql(generation.sql("select * from {g}.access_read a where " + conditions.sql()
                        + " order by position desc, place desc limit :limit"))
                .params(conditions.values())
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
