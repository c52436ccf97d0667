package dev.releaseledger.query.finding;

import dev.releaseledger.query.finding.rule.Absence;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.Place;
import dev.releaseledger.query.finding.rule.RuleBook;
import dev.releaseledger.query.finding.rule.Severity;
import dev.releaseledger.query.generation.Conditions;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.TimePlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The projected findings. */
@Component
final class Findings {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SAME =
            "s.subject = f.subject and s.rule = f.rule and s.key = f.key and s.product = f.product";
    private static final String OVER = "f.until_position <= :asOf";

    /** Few are suppressed, so that those are found from what suppresses them. */
    private static final String SUPPRESSED = "{g}.finding_suppression s join {g}.finding f on " + SAME + " and "
            + holds("s")
            + " and not exists (select from {g}.finding_suppression e where e.subject = s.subject and e.rule = s.rule"
            + " and e.key = s.key and e.product = s.product and e.position < s.position and " + holds("e") + ")";

    private static final String FIRST_SUPPRESSION = " left join lateral (select * from {g}.finding_suppression s where "
            + SAME + " and " + holds("s") + " order by s.position limit 1) s on true";

    private final JdbcClient jdbc;
    private final RuleBook book = RuleBook.current();

    Findings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RuleBook book() {
        return book;
    }

    /**
     * Findings, the newest first.
     *
     * @param after where the page before ended
     */
    List<FindingView> page(Generation generation, FindingFilter filter, Optional<TimePlace> after, int atMost) {
        Conditions conditions = new Conditions("f");
        conditions.add("f.since_position <= :asOf", "asOf", filter.asOf());
        conditions.equal("product", filter.product());
        conditions.equal("rule", filter.rule());
        conditions.equal("severity", filter.severity());
        conditions.equal("subject", filter.subject());
        conditions.equal("owner", filter.owner());
        conditions.equal("rule_version", filter.ruleVersion());
        if (filter.ruleVersion().isEmpty()) {
            newestOfEach(conditions);
        }
        filter.state()
                .ifPresent(state -> conditions.add(
                        switch (state) {
                            case OPEN ->
                                "not exists (select from {g}.finding_suppression s where " + SAME + " and " + holds("s")
                                        + ")";
                            case SUPPRESSED -> "(f.until_position is null or f.until_position > :asOf)";
                            case CLOSED -> OVER;
                        }));
        conditions.from("since_at", filter.from());
        conditions.to("since_at", filter.to());
        conditions.readable(filter.readable());
        after.ifPresent(place -> conditions.behind("since_at", place.time(), place.id()));
        conditions.value("limit", atMost);
        return jdbc.sql(generation.sql("select f.*, " + OVER + " as over, s.id as suppression, s.reason, s.until,"
                        + " s.suppressed_by, s.position as suppressed_position,"
                        + " exists (select from {g}.incomplete_stream i where i.stream = f.subject) as incomplete"
                        + " from " + found(filter.state(), conditions.sql())
                        + " order by f.since_at desc, f.id desc limit :limit"))
                .params(conditions.values())
                .query((row, n) -> view(row))
                .list();
    }

    private static String found(Optional<FindingView.State> state, String conditions) {
        // Of any state as of one: those that are over are looked for among all.
        return switch (state.orElse(FindingView.State.CLOSED)) {
            // In two parts: an index is of those that are so now, and few of the others were so then.
            case OPEN ->
                "(" + part("f.until_position is null and " + conditions) + " union all "
                        + part("f.until_position > :asOf and " + conditions)
                        + ") f left join {g}.finding_suppression s on false";
            case SUPPRESSED -> SUPPRESSED + " where " + conditions;
            case CLOSED -> "{g}.finding f" + FIRST_SUPPRESSION + " where " + conditions;
        };
    }

    private static String part(String conditions) {
        return "(select * from {g}.finding f where " + conditions
                + " order by f.since_at desc, f.id desc limit :limit)";
    }

    private void newestOfEach(Conditions conditions) {
        conditions.add(
                "(f.rule, f.rule_version) in (:newest)",
                "newest",
                book.newest().values().stream()
                        .map(rule -> new Object[] {rule.id(), rule.version()})
                        .toList());
    }

    private static String holds(String suppression) {
        return "%1$s.position <= :asOf and (%1$s.ended_position is null or %1$s.ended_position > :asOf)"
                .formatted(suppression);
    }

    private static FindingView view(ResultSet row) throws SQLException {
        Long after = row.getObject("missing_after", Long.class);
        boolean over = row.getBoolean("over");
        UUID suppression = row.getObject("suppression", UUID.class);
        return new FindingView(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                row.getInt("rule_version"),
                row.getString("subject"),
                row.getString("key"),
                row.getString("product"),
                row.getString("version"),
                row.getObject("owner", UUID.class),
                Severity.valueOf(row.getString("severity")),
                row.getString("title"),
                row.getString("description"),
                List.of(JSON.readValue(row.getString("cited"), Long[].class)),
                after == null ? null : new Absence(after, row.getLong("missing_before")),
                new Place(
                        row.getLong("since_position"),
                        row.getTimestamp("since_at").toInstant()),
                over ? until(row) : null,
                over
                        ? FindingView.State.CLOSED
                        : suppression == null ? FindingView.State.OPEN : FindingView.State.SUPPRESSED,
                over || suppression == null ? null : suppression(row, suppression),
                row.getBoolean("incomplete"));
    }

    private static Place until(ResultSet row) throws SQLException {
        return new Place(
                row.getLong("until_position"), row.getTimestamp("until_at").toInstant());
    }

    private static FindingView.SuppressionView suppression(ResultSet row, UUID id) throws SQLException {
        return new FindingView.SuppressionView(
                id,
                row.getString("reason"),
                row.getTimestamp("until").toInstant(),
                row.getObject("suppressed_by", UUID.class),
                row.getLong("suppressed_position"));
    }

    /** Which finding about a subject a suppression is of. */
    record Suppressed(String rule, String key) {}

    /** The suppressions of findings about a subject that held after the entry at this position. */
    Map<Suppressed, FindingView.SuppressionView> suppressed(
            Generation generation, String product, String subject, long asOf) {
        Map<Suppressed, FindingView.SuppressionView> found = new HashMap<>();
        jdbc.sql(generation.sql("select s.id as suppression, s.rule, s.key, s.reason, s.until, s.suppressed_by,"
                        + " s.position as suppressed_position from {g}.finding_suppression s"
                        + " where s.product = :product and s.subject = :subject and " + holds("s")
                        + " order by s.position"))
                .param("product", product)
                .param("subject", subject)
                .param("asOf", asOf)
                .query(row -> {
                    found.putIfAbsent(
                            new Suppressed(row.getString("rule"), row.getString("key")),
                            suppression(row, row.getObject("suppression", UUID.class)));
                });
        return found;
    }

    /**
     * Whether findings by these versions of rules may be missing: entries came before there were findings, or before the
     * version judged. A rebuild judges everything.
     */
    boolean isPartial(Generation generation, Collection<FindingRule> rules) {
        List<FindingRule> judging = rules.stream().filter(FindingRule::judges).toList();
        if (judging.isEmpty()) {
            return false;
        }
        boolean late = jdbc.sql(generation.sql("select finding_since > 0 from {g}.progress"))
                .query(Boolean.class)
                .single();
        Map<Judging, Long> since = new HashMap<>();
        jdbc.sql(generation.sql("select rule, version, since from {g}.finding_rule"))
                .query(row -> {
                    since.put(new Judging(row.getString("rule"), row.getInt("version")), row.getLong("since"));
                });
        // Where nothing was to be judged yet, nothing is missing.
        long first = since.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        return late
                || !since.isEmpty()
                        && judging.stream()
                                .map(rule -> since.get(new Judging(rule.id(), rule.version())))
                                .anyMatch(from -> from == null || from > first);
    }

    private record Judging(String rule, int version) {}
}
