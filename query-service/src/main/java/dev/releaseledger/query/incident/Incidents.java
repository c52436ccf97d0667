package dev.releaseledger.query.incident;

import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.query.generation.Conditions;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.incident.Place.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projected list of incidents. */
@Component
final class Incidents {
    private static final String QUERY = "websearch_to_tsquery('{g}.incident_words', :words)";
    private static final String RANK = "ts_rank(t.searchable, " + QUERY + ")";
    private static final String MATCHING = " join {g}.incident_text t on t.id = i.id";
    private static final String HEADLINE =
            ", ts_headline('{g}.incident_words', concat_ws(E'\\n\\n', t.title, t.cause, t.log, t.post_mortem),"
                    + " " + QUERY + ", 'StartSel=" + Snippet.BEGIN + ", StopSel="
                    + Snippet.END + ", MaxFragments=2, MinWords=6, MaxWords=20, FragmentDelimiter=\" … \"')"
                    + " as snippet";

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An incident that was found.
     *
     * @param snippet where the words are; null where none were searched for
     */
    record Found(IncidentRow row, float rank, @Nullable List<Snippet.Piece> snippet) {
        /** Where it is in a list of this order. */
        Place place(Order order) {
            return new Place(
                    order,
                    order == Order.RANK ? rank : 0,
                    ChronoUnit.MICROS.between(Instant.EPOCH, row.detectedAt()),
                    row.id());
        }
    }

    /**
     * Incidents in an order.
     *
     * @param order by rank only together with words
     * @param after where the page before ended
     * @param snippets whether to tell where the words are; it is dear
     */
    List<Found> page(
            Generation generation,
            IncidentFilter filter,
            Order order,
            Optional<Place> after,
            int atMost,
            boolean snippets) {
        Conditions conditions = conditions(filter);
        boolean searching = filter.words().isPresent();
        // Of a page by time alone, no more is searched than what comes after the page before, and nothing is ranked.
        String ordered = " order by "
                + (order == Order.RANK ? "rank desc, detected_at desc, id desc" : "detected_at desc, id desc");
        after.ifPresent(place -> {
            if (order == Order.RANK) {
                conditions.place(place.detectedAt(), place.id());
                conditions.add(
                        "(" + RANK + ", i.detected_at, i.id) < (cast(:placeRank as real), :placeTime, :placeId)",
                        "placeRank",
                        place.rank());
            } else {
                conditions.behind("detected_at", place.detectedAt(), place.id());
            }
        });
        String page = "select i.*, " + (order == Order.RANK ? RANK : "0::real") + " as rank from {g}.incident i"
                + (searching ? MATCHING : "") + " where " + conditions.sql()
                + ordered + " limit :limit";
        conditions.value("limit", atMost);
        boolean shown = searching && snippets;
        String sql = "select p.*, exists (select from {g}.incomplete_stream x where x.stream = 'incident/' || p.id)"
                + " as incomplete" + (shown ? HEADLINE : ", null as snippet") + " from (" + page + ") p"
                + (shown ? " join {g}.incident_text t using (id)" : "")
                + ordered;
        return jdbc.sql(generation.sql(sql))
                .params(conditions.values())
                .query((row, n) -> found(row))
                .list();
    }

    private static Conditions conditions(IncidentFilter filter) {
        Conditions conditions = new Conditions("i");
        conditions.equal("product", filter.product());
        conditions.equal("environment", filter.environment());
        conditions.equal("severity", filter.severity());
        conditions.equal("status", filter.status());
        conditions.equal("origin", filter.origin());
        conditions.equal("cause", filter.cause());
        filter.open().ifPresent(open -> conditions.add(open ? "i.under_way" : "not i.under_way"));
        filter.overdue()
                .ifPresent(overdue ->
                        conditions.add(overdue ? "i.overdue_action_items > 0" : "i.overdue_action_items = 0"));
        filter.release()
                .ifPresent(release -> conditions.add(
                        "exists (select from {g}.incident_link l where l.release_id = :release and l.incident_id = i.id)",
                        "release",
                        release));
        conditions.from("detected_at", filter.from());
        conditions.to("detected_at", filter.to());
        filter.words().ifPresent(words -> conditions.add("t.searchable @@ " + QUERY, "words", words));
        conditions.readable(filter.readable());
        return conditions;
    }

    /** Whether every incident is in the list; otherwise some were recorded before there was one, and a rebuild brings them. */
    boolean whole(Generation generation) {
        return jdbc.sql(generation.sql("select incident_since = 0 from {g}.progress"))
                .query(Boolean.class)
                .single();
    }

    /**
     * What of a release an incident has to do with.
     *
     * @param deploymentId null where it is the release as a whole
     * @param rollbackId null where it is no rollback
     */
    record Link(@Nullable UUID deploymentId, @Nullable UUID rollbackId) {}

    /** What these incidents have to do with a release. */
    Map<UUID, List<Link>> links(Generation generation, UUID release, Collection<UUID> incidents) {
        Map<UUID, List<Link>> links = new HashMap<>();
        jdbc.sql(generation.sql("select incident_id, deployment_id, rollback_id from {g}.incident_link"
                        + " where release_id = :release and incident_id = any(:incidents)"
                        + " order by incident_id, deployment_id nulls first, rollback_id nulls first"))
                .param("release", release)
                .param("incidents", incidents.toArray(UUID[]::new))
                .query((row, n) -> links.computeIfAbsent(
                                row.getObject("incident_id", UUID.class), id -> new ArrayList<>())
                        .add(new Link(
                                row.getObject("deployment_id", UUID.class), row.getObject("rollback_id", UUID.class))))
                .list();
        return links;
    }

    private static Found found(ResultSet row) throws SQLException {
        String cause = row.getString("cause");
        String snippet = row.getString("snippet");
        return new Found(
                new IncidentRow(
                        row.getObject("id", UUID.class),
                        row.getString("product"),
                        row.getString("environment"),
                        row.getString("title"),
                        Severity.valueOf(row.getString("severity")),
                        row.getString("status"),
                        row.getBoolean("under_way"),
                        IncidentOrigin.valueOf(row.getString("origin")),
                        cause == null ? null : CauseCategory.valueOf(cause),
                        row.getObject("commander", UUID.class),
                        row.getObject("merged_into", UUID.class),
                        row.getTimestamp("detected_at").toInstant(),
                        row.getTimestamp("opened_at").toInstant(),
                        time(row, "acknowledged_at"),
                        time(row, "mitigated_at"),
                        time(row, "resolved_at"),
                        time(row, "ended_at"),
                        row.getTimestamp("updated_at").toInstant(),
                        row.getBoolean("backfilled"),
                        row.getInt("log_entries"),
                        row.getInt("action_items"),
                        row.getInt("open_action_items"),
                        row.getInt("overdue_action_items"),
                        row.getLong("sequence"),
                        row.getLong("position"),
                        row.getBoolean("incomplete")),
                row.getFloat("rank"),
                snippet == null ? null : Snippet.pieces(snippet));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
