package dev.releaseledger.query.flag;

import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.generation.Conditions;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.TimePlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projected list of flags. */
@Component
public final class Flags {
    private final JdbcClient jdbc;

    Flags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Flags, the newest defined first.
     *
     * @param after where the page before ended
     */
    List<FlagRow> page(Generation generation, FlagFilter filter, Optional<TimePlace> after, int atMost) {
        Conditions conditions = conditions(filter);
        after.ifPresent(place -> conditions.behind("defined_at", place.time(), place.id()));
        conditions.value("limit", atMost);
        String sql = "select f.*, exists (select from {g}.incomplete_stream x where x.stream = 'flag/' || f.id)"
                + " as incomplete from {g}.flag f where " + conditions.sql()
                + " order by f.defined_at desc, f.id desc limit :limit";
        return jdbc.sql(generation.sql(sql))
                .params(conditions.values())
                .query((row, n) -> flag(row))
                .list();
    }

    private static Conditions conditions(FlagFilter filter) {
        Conditions conditions = new Conditions("f");
        conditions.equal("key", filter.key());
        conditions.equal("product", filter.product());
        conditions.equal("type", filter.type());
        conditions.equal("status", filter.status());
        conditions.equal("rollout", filter.rollout());
        conditions.equal("phase", filter.phase());
        conditions.equal("owner", filter.owner());
        filter.release()
                .ifPresent(release -> conditions.add(
                        "exists (select from {g}.flag_link l where l.release_id = :release and l.flag_id = f.id)",
                        "release",
                        release));
        filter.endingBefore()
                .ifPresent(day ->
                        conditions.add("f.ends < :endingBefore and f.status <> 'ARCHIVED'", "endingBefore", day));
        conditions.readable(filter.readable());
        return conditions;
    }

    /** Whether every flag is in the list; otherwise some were recorded before there was one, and a rebuild brings them. */
    boolean whole(Generation generation) {
        return jdbc.sql(generation.sql("select flag_since = 0 from {g}.progress"))
                .query(Boolean.class)
                .single();
    }

    /**
     * A flag that serves something else since.
     *
     * @param servedPosition the last entry that can have changed that
     */
    public record Changed(UUID id, long servedPosition) {}

    /** The flags whose last entry that can change what they serve is after this position, in the order of those. */
    public List<Changed> changedAfter(Generation generation, long position) {
        return jdbc.sql(generation.sql("select id, served_position from {g}.flag where served_position > ?"
                        + " order by served_position, id"))
                .param(position)
                .query((row, n) -> new Changed(row.getObject("id", UUID.class), row.getLong("served_position")))
                .list();
    }

    private static FlagRow flag(ResultSet row) throws SQLException {
        return new FlagRow(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("product"),
                FlagType.valueOf(row.getString("type")),
                row.getString("purpose"),
                row.getObject("owner", UUID.class),
                FlagValueType.valueOf(row.getString("value_type")),
                row.getString("status"),
                row.getString("rollout"),
                row.getString("phase"),
                row.getInt("basis_points"),
                row.getObject("ends", LocalDate.class),
                time(row, "outlived_at"),
                time(row, "open_to_all_since"),
                time(row, "lingered_at"),
                time(row, "cleaned_up_at"),
                row.getObject("last_counted", LocalDate.class),
                row.getTimestamp("defined_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getBoolean("incomplete"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
