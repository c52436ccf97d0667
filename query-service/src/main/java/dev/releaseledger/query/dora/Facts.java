package dev.releaseledger.query.dora;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.generation.Generation;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projected facts, as figures and as what is behind them. */
@Component
final class Facts {
    /** The shares whose percentiles are told. */
    static final List<Double> SHARES = List.of(0.5, 0.75, 0.9, 0.95);

    /** What can be cast: a stream may have any name. */
    private static final String RELEASE_STREAM = "^release/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

    private final JdbcClient jdbc;

    Facts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was observed of a figure in a group and a span.
     *
     * @param span which of the spans, from 0
     * @param observed how many observations there are
     * @param measured how many of them have a duration
     * @param counted how many of them count
     * @param micros the sum of the durations; null without one
     * @param percentiles the durations' percentiles by {@link #SHARES}; null without one
     */
    record Observed(
            Metric metric,
            @Nullable String group,
            int span,
            long observed,
            long measured,
            long counted,
            @Nullable BigDecimal micros,
            @Nullable List<Double> percentiles) {}

    /**
     * All figures of one state of the tables.
     *
     * @param asOfPosition the last entry that they include; -1 before the first
     */
    record Snapshot(long asOfPosition, List<Observed> observed) {}

    /** The figures by group and span. One statement, so that all of them are of the same entries. */
    Snapshot figures(Generation generation, Question question, Grouping by, List<Granularity.Span> spans) {
        String figures = Arrays.stream(Metric.values())
                .map(metric -> " union all select '" + metric.name() + "', " + by.sql()
                        + ", width_bucket(o.at, :begins::timestamptz[]), count(*), count(o.micros),"
                        + " count(*) filter (where o.counts), sum(o.micros), percentile_cont("
                        + SHARES.stream().map(String::valueOf).collect(Collectors.joining(", ", "array[", "]"))
                        + ") within group (order by o.micros::float8) from (" + metric.sql(question)
                        + ") o group by 2, 3")
                .collect(Collectors.joining());
        Map<String, Object> values = question.values();
        values.put("begins", spans.stream().map(span -> span.from().toString()).toArray(String[]::new));
        long[] next = {0};
        List<Observed> observed = new ArrayList<>();
        jdbc.sql(generation.sql("select null as metric, null as grp, 0 as span, next_position as observed, 0::bigint as"
                        + " measured, 0::bigint as counted, null::numeric as micros, null::float8[] as percentiles"
                        + " from {g}.progress" + figures))
                .params(values)
                .query(row -> {
                    String metric = row.getString("metric");
                    if (metric == null) {
                        next[0] = row.getLong("observed");
                    } else {
                        observed.add(observed(row, Metric.valueOf(metric)));
                    }
                });
        return new Snapshot(next[0] - 1, observed);
    }

    private static Observed observed(ResultSet row, Metric metric) throws SQLException {
        Array percentiles = row.getArray("percentiles");
        return new Observed(
                metric,
                row.getString("grp"),
                row.getInt("span") - 1,
                row.getLong("observed"),
                row.getLong("measured"),
                row.getLong("counted"),
                row.getBigDecimal("micros"),
                row.getLong("measured") == 0 || percentiles == null
                        ? null
                        : List.of((Double[]) percentiles.getArray()));
    }

    /** An observation's place among the others of its figure. */
    record Place(long atMicros, long startedPosition, long tie) {}

    /** An entry that something is known by. */
    record Fact(long position, Instant at) {}

    /**
     * An observation.
     *
     * @param counts whether it counts; see {@link Metric}
     * @param micros its duration
     * @param previous the verification of the deployment before
     */
    record Observation(
            Place place,
            Instant at,
            String product,
            @Nullable String team,
            String environment,
            UUID releaseId,
            UUID deploymentId,
            String version,
            ReleaseKind kind,
            Strategy strategy,
            boolean counts,
            @Nullable Long micros,
            long planned,
            Fact started,
            @Nullable Fact verified,
            @Nullable Fact ended,
            @Nullable Long previous,
            @Nullable Long changeAdded,
            @Nullable String changeId,
            @Nullable Instant mergedAt,
            @Nullable Fact failed,
            @Nullable String failedBy,
            @Nullable UUID mendedBy,
            @Nullable Fact restored,
            @Nullable UUID restoredBy) {}

    /** Observations of a figure, the earliest first. */
    List<Observation> page(Generation generation, Question question, Metric metric, Optional<Place> after, int atMost) {
        Map<String, Object> values = question.values();
        values.put("limit", atMost);
        after.ifPresent(place -> {
            values.put("at", place.atMicros());
            values.put("started", place.startedPosition());
            values.put("tie", place.tie());
        });
        return jdbc.sql(generation.sql("select o.*, (extract(epoch from o.at) * 1000000)::bigint as at_micros from ("
                        + metric.sql(question) + ") o"
                        + (after.isPresent()
                                ? " where ((extract(epoch from o.at) * 1000000)::bigint, o.started_position, o.tie) >"
                                        + " (:at, :started, :tie)"
                                : "")
                        + " order by o.at, o.started_position, o.tie limit :limit"))
                .params(values)
                .query((row, n) -> observation(row))
                .list();
    }

    private static Observation observation(ResultSet row) throws SQLException {
        return new Observation(
                new Place(row.getLong("at_micros"), row.getLong("started_position"), row.getLong("tie")),
                known(time(row, "at")),
                row.getString("product"),
                row.getString("team"),
                row.getString("environment"),
                row.getObject("release_id", UUID.class),
                row.getObject("deployment_id", UUID.class),
                row.getString("version"),
                ReleaseKind.valueOf(row.getString("kind")),
                Strategy.valueOf(row.getString("strategy")),
                row.getBoolean("counts"),
                number(row, "micros"),
                row.getLong("planned_position"),
                known(fact(row, "started_position", "started")),
                fact(row, "verified_position", "verified"),
                fact(row, "ended_position", "ended"),
                number(row, "previous_position"),
                number(row, "change_position"),
                row.getString("change_id"),
                time(row, "merged_at"),
                fact(row, "failed_position", "failed_since"),
                row.getString("failed_by"),
                row.getObject("mended_by", UUID.class),
                fact(row, "restored_position", "restored_at"),
                row.getObject("restored_by", UUID.class));
    }

    private static @Nullable Fact fact(ResultSet row, String position, String at) throws SQLException {
        Long known = number(row, position);
        Instant time = time(row, at);
        return known == null || time == null ? null : new Fact(known, time);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an observation has no moment");
        }
        return value;
    }

    /** The recorded time of the last entry that could be read; empty before the first. */
    Optional<Instant> lastTime(Generation generation) {
        return jdbc.sql(generation.sql("select last_time from {g}.progress where last_time is not null"))
                .query((row, n) ->
                        row.getObject("last_time", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Why something may be missing in the answer; empty where nothing is. */
    List<String> missing(Generation generation, Question question) {
        List<String> missing = new ArrayList<>();
        long since = jdbc.sql(generation.sql("select dora_since from {g}.progress"))
                .query(Long.class)
                .single();
        if (since > 0) {
            missing.add("what was recorded below position " + since
                    + " is not counted: it was projected before these figures were; POST /v1/admin/rebuild counts it");
        }
        Map<String, Object> values = question.values();
        values.keySet().retainAll(List.of("product", "readable"));
        List<String> products = jdbc.sql(generation.sql("select distinct d.product from {g}.incomplete_stream i"
                        + " join {g}.release d on d.id = case when i.stream ~ '" + RELEASE_STREAM
                        + "' then substr(i.stream, 9)::uuid end where true"
                        + (question.product() == null ? "" : " and d.product = :product")
                        + (question.readable().isEmpty() ? "" : " and d.product = any(:readable)")
                        + " order by d.product limit 20"))
                .params(values)
                .query((row, n) -> row.getString("product"))
                .list();
        if (!products.isEmpty()) {
            missing.add("an entry of a release is not understood by this version of the service, in products "
                    + String.join(", ", products));
        }
        return missing;
    }
}
