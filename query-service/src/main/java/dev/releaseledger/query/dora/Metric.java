package dev.releaseledger.query.dora;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A DORA figure, as what is observed for it. Each observation has a moment, which tells whether it is in a window; most have a
 * duration; some count and some do not.
 */
enum Metric {
    /** Deployments that were verified; the duration is the time since the one before of the product there. */
    DEPLOYMENT_FREQUENCY(
            "deployment-frequency",
            "d.verified_{t}",
            "0::bigint",
            "p.at",
            "d.verified_{t}",
            "true",
            Sql.BEFORE,
            "d.verified_position is not null",
            List.of("p.position as previous_position")),

    /**
     * Changes that reached the environment: by the first verified deployment of their release that was started when they were
     * in it. The duration is the time since they were merged; those that have such a time count.
     */
    LEAD_TIME(
            "lead-time",
            "d.verified_{t}",
            "c.position",
            "case when c.merged_at <= d.verified_{t} then c.merged_at end",
            "d.verified_{t}",
            "c.merged_at is not null",
            Sql.CHANGES,
            "d.verified_position is not null and " + Sql.FIRST_REACHED,
            List.of("c.position as change_position", "c.change_id", "c.merged_at")),

    /** Deployments that came to an end; those that failed count. */
    CHANGE_FAILURE_RATE(
            "change-failure-rate",
            "d.ended_{t}",
            "0::bigint",
            "null::timestamptz",
            "d.ended_{t}",
            "f.position is not null",
            Sql.MENDED + Sql.FAILED,
            "d.ended_position is not null",
            List.of("f.position as failed_position", "f.since as failed_since", "f.by as failed_by", "f.mended_by")),

    /**
     * Deployments that failed, when they began to; the duration is the time until it was restored; the restored ones count.
     * What is said to be back before it began to fail has no duration.
     */
    TIME_TO_RESTORE(
            "time-to-restore",
            "f.since",
            "0::bigint",
            "case when f.since <= s.at then f.since end",
            "s.at",
            "s.at is not null",
            Sql.MENDED + Sql.FAILED + Sql.RESTORED,
            "f.position is not null and d.started_{t} < :to and " + Sql.MAY_HAVE_FAILED,
            List.of(
                    "f.position as failed_position",
                    "f.since as failed_since",
                    "f.by as failed_by",
                    "f.mended_by",
                    "s.position as restored_position",
                    "s.at as restored_at",
                    "s.release_id as restored_by")),

    /** Deployments that came to an end; those of hotfix releases count. */
    REWORK_RATE(
            "rework-rate",
            "d.ended_{t}",
            "0::bigint",
            "null::timestamptz",
            "d.ended_{t}",
            "r.kind = 'HOTFIX'",
            "",
            "d.ended_position is not null",
            List.of());

    /** The parts of the statements. {@code {t}} is the clock's ending of the columns: at or recorded. */
    private static final class Sql {
        static final String BEFORE = """
                 left join lateral (
                    select e.verified_{t} as at, e.verified_position as position from {g}.dora_deployment e
                    where e.product = d.product and e.environment = d.environment
                        and (e.verified_{t}, e.verified_position) < (d.verified_{t}, d.verified_position)
                    order by e.verified_{t} desc, e.verified_position desc limit 1) p on true
                """;

        static final String CHANGES = """
                 join {g}.dora_change c on c.release_id = d.release_id and c.position < d.started_position
                    and (c.removed_position is null or c.removed_position > d.started_position)
                """;

        static final String FIRST_REACHED = """
                not exists (select from {g}.dora_deployment e where e.release_id = d.release_id
                    and e.environment = d.environment and e.started_position > c.position
                    and (c.removed_position is null or c.removed_position > e.started_position)
                    and (e.verified_{t}, e.verified_position) < (d.verified_{t}, d.verified_position))
                """;

        /** A hotfix mends the last deployment of the version that was verified there before the hotfix was. */
        static final String MENDED = """
                 left join lateral (
                    select greatest(hr.planned_{t}, d.verified_{t}) as since, hr.planned_position as position,
                        h.release_id
                    from {g}.dora_release hr join {g}.dora_deployment h on h.release_id = hr.release_id
                    where hr.product = d.product and hr.hotfix_of = r.version and hr.kind = 'HOTFIX'
                        and h.environment = d.environment
                        and (h.verified_{t}, h.verified_position) > (d.verified_{t}, d.verified_position)
                        and not exists (select from {g}.dora_deployment o where o.release_id = d.release_id
                            and o.environment = d.environment
                            and (o.verified_{t}, o.verified_position) > (d.verified_{t}, d.verified_position)
                            and (o.verified_{t}, o.verified_position) < (h.verified_{t}, h.verified_position))
                    order by 1, 2 limit 1) m on true
                """;

        /** The first that says that it failed. */
        static final String FAILED = """
                 left join lateral (
                    select w.since, w.position, w.by, w.mended_by from (
                        select d.failed_{t} as since, d.failed_position as position, d.failed_by as by,
                            null::uuid as mended_by where d.failed_position is not null
                        union all
                        select m.since, m.position, 'MENDED', m.release_id where m.position is not null) w
                    order by w.since, w.position limit 1) f on true
                """;

        /** What failed in the window by its own stream, or has a hotfix: few, found by an index before anything is joined. */
        static final String MAY_HAVE_FAILED = """
                (d.release_id, d.deployment_id) in (
                    select w.release_id, w.deployment_id from {g}.dora_deployment w
                    where w.failed_position is not null and w.failed_{t} >= :from and w.failed_{t} < :to
                    union all
                    select w.release_id, w.deployment_id from {g}.dora_release hr
                    join {g}.dora_release wr on wr.product = hr.product and wr.version = hr.hotfix_of
                    join {g}.dora_deployment w on w.release_id = wr.release_id
                    where hr.hotfix_of is not null and hr.planned_{t} < :to)
                """;

        /** Verified there next, or back: whichever is first. */
        static final String RESTORED = """
                 left join lateral (
                    select w.at, w.position, w.release_id from (
                        (select n.verified_{t} as at, n.verified_position as position, n.release_id
                            from {g}.dora_deployment n
                            where n.product = d.product and n.environment = d.environment
                                and (n.verified_{t}, n.verified_position) > (f.since, f.position)
                                and (n.release_id, n.deployment_id) <> (d.release_id, d.deployment_id)
                            order by n.verified_{t}, n.verified_position limit 1)
                        union all
                        select d.back_{t}, d.back_position, null where d.back_position is not null) w
                    order by w.at, w.position limit 1) s on true
                """;

        private Sql() {}
    }

    /** What only some observations have, and what it is for the others. */
    private static final List<String> PARTICULARS = List.of(
            "null::bigint as previous_position",
            "null::bigint as change_position",
            "null::text as change_id",
            "null::timestamptz as merged_at",
            "null::bigint as failed_position",
            "null::timestamptz as failed_since",
            "null::text as failed_by",
            "null::uuid as mended_by",
            "null::bigint as restored_position",
            "null::timestamptz as restored_at",
            "null::uuid as restored_by");

    private final String word;
    private final String moment;
    private final String tie;
    private final String begin;
    private final String end;
    private final String counts;
    private final String joins;
    private final String condition;
    private final List<String> particulars;

    Metric(
            String word,
            String moment,
            String tie,
            String begin,
            String end,
            String counts,
            String joins,
            String condition,
            List<String> particulars) {
        this.word = word;
        this.moment = moment;
        this.tie = tie;
        this.begin = begin;
        this.end = end;
        this.counts = counts;
        this.joins = joins;
        this.condition = condition;
        this.particulars = particulars;
    }

    /** What it is called in addresses. */
    String word() {
        return word;
    }

    static Optional<Metric> of(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word.equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Metric::word).collect(Collectors.joining(", "));
    }

    /**
     * The observations in a window that are asked for: {@code at} and, between equal times, {@code started_position} and
     * {@code tie} order them; {@code micros} is the duration; {@code counts} whether it counts.
     */
    String sql(Question question) {
        String sql =
                "select d.product, r.team, d.environment, d.release_id, d.deployment_id, r.version, r.kind, d.strategy,"
                        + " d.started_position, d.started_{t} as started, d.verified_position, d.verified_{t} as verified,"
                        + " d.ended_position, d.ended_{t} as ended, r.planned_position, " + moment + " as at, " + tie
                        + " as tie,"
                        + " (extract(epoch from (" + end + " - (" + begin + "))) * 1000000)::bigint as micros, "
                        + counts
                        + " as counts, "
                        + PARTICULARS.stream().map(this::particular).collect(Collectors.joining(", "))
                        + " from {g}.dora_deployment d join {g}.dora_release r on r.release_id = d.release_id" + joins
                        + " where " + condition + " and " + moment + " >= :from and " + moment + " < :to"
                        + question.conditions();
        return sql.replace("{t}", question.claimed() ? "at" : "recorded");
    }

    private String particular(String none) {
        String name = none.substring(none.lastIndexOf(' ') + 1);
        return particulars.stream()
                .filter(given ->
                        given.equals("c." + name) || given.equals("f." + name) || given.endsWith(" as " + name))
                .findFirst()
                .orElse(none);
    }
}
