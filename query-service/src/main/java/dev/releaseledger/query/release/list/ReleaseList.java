package dev.releaseledger.query.release.list;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.generation.Conditions;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.TimePlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projected list of releases. */
@Component
final class ReleaseList {
    private final JdbcClient jdbc;

    ReleaseList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Releases, the newest planned first.
     *
     * @param after where the page before ended
     */
    List<ReleaseRow> page(Generation generation, ReleaseFilter filter, Optional<TimePlace> after, int atMost) {
        Conditions conditions = new Conditions("r");
        conditions.equal("product", filter.product());
        conditions.equal("kind", filter.kind());
        conditions.equal("strategy", filter.strategy());
        conditions.equal("stage", filter.stage());
        conditions.equal("status", filter.status());
        conditions.from("planned_at", filter.from());
        conditions.to("planned_at", filter.to());
        conditions.readable(filter.readable());
        after.ifPresent(place -> conditions.behind("planned_at", place.time(), place.id()));
        conditions.value("limit", atMost);
        return jdbc.sql(generation.sql("select r.*, exists (select from {g}.incomplete_stream i"
                        + " where i.stream = 'release/' || r.id) as incomplete from {g}.release r where "
                        + conditions.sql() + " order by r.planned_at desc, r.id desc limit :limit"))
                .params(conditions.values())
                .query((row, n) -> row(row))
                .list();
    }

    private static ReleaseRow row(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        return new ReleaseRow(
                row.getObject("id", UUID.class),
                row.getString("product"),
                row.getString("version"),
                row.getString("title"),
                ReleaseKind.valueOf(row.getString("kind")),
                Strategy.valueOf(row.getString("strategy")),
                ReleaseStatus.valueOf(row.getString("status")),
                stage == null ? null : Stage.valueOf(stage),
                row.getObject("owner", UUID.class),
                row.getString("milestone"),
                row.getTimestamp("planned_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getBoolean("backfilled"),
                row.getInt("change_count"),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getBoolean("incomplete"));
    }
}
