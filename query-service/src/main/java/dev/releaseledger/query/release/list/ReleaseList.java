package dev.releaseledger.query.release.list;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
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

/** The projected list of releases. */
@Component
final class ReleaseList {
    private final JdbcClient jdbc;

    ReleaseList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ReleaseRow> page(Generation generation, ReleaseFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>();
        filter.product().ifPresent(product -> equal(conditions, values, "product", product));
        filter.kind().ifPresent(kind -> equal(conditions, values, "kind", kind.name()));
        filter.strategy().ifPresent(strategy -> equal(conditions, values, "strategy", strategy.name()));
        filter.stage().ifPresent(stage -> equal(conditions, values, "stage", stage.name()));
        filter.status().ifPresent(status -> equal(conditions, values, "status", status.name()));
        filter.from().ifPresent(from -> {
            conditions.add("r.planned_at >= :from");
            values.put("from", Timestamp.from(from.truncatedTo(ChronoUnit.MICROS)));
        });
        filter.to().ifPresent(to -> {
            conditions.add("r.planned_at < :to");
            values.put("to", Timestamp.from(to.truncatedTo(ChronoUnit.MICROS)));
        });
        filter.readable().ifPresent(products -> {
            conditions.add("r.product = any(:readable)");
            values.put("readable", products.toArray(String[]::new));
        });
        filter.after().ifPresent(place -> {
            conditions.add("(r.planned_at, r.id) < (:placeTime, :placeId)");
            values.put("placeTime", Timestamp.from(Instant.EPOCH.plus(place.plannedAtMicros(), ChronoUnit.MICROS)));
            values.put("placeId", place.id());
        });
        values.put("limit", filter.limit());
        return jdbc.sql(generation.sql("select r.*, exists (select from {g}.incomplete_stream i"
                        + " where i.stream = 'release/' || r.id) as incomplete from {g}.release r where "
                        + String.join(" and ", conditions) + " order by r.planned_at desc, r.id desc limit :limit"))
                .params(values)
                .query((row, n) -> row(row))
                .list();
    }

    private static void equal(List<String> conditions, Map<String, Object> values, String column, String value) {
        conditions.add("r." + column + " = :" + column);
        values.put(column, value);
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

    static ReleaseFilter.Place placeOf(ReleaseRow row) {
        return new ReleaseFilter.Place(ChronoUnit.MICROS.between(Instant.EPOCH, row.plannedAt()), row.id());
    }
}
