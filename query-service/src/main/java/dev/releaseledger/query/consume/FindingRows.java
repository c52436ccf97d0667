package dev.releaseledger.query.consume;

import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.Place;
import dev.releaseledger.query.finding.rule.RuleBook;
import dev.releaseledger.query.finding.rule.Verdict;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The findings about the streams of which a batch tells something that verdicts may follow from, and the suppressions that it
 * tells of. A stream is judged once a batch, by every version of every rule, and its rows are replaced.
 */
final class FindingRows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> COLUMNS = columns();
    private static final Map<String, String> SUPPRESSION_COLUMNS = suppressionColumns();

    private record Suppression(String product, UUID id) {}

    private final Rows findings = new Rows("finding", List.of("id"), COLUMNS);
    private final Rows suppressions = new Rows("finding_suppression", List.of("product", "id"), SUPPRESSION_COLUMNS);
    private final List<String> judged = new ArrayList<>();
    private final Map<Suppression, Long> ended = new LinkedHashMap<>();
    private final RuleBook book;
    private final BiFunction<String, Integer, ReleasePolicy> policies;
    private final long from;

    /**
     * @param policies the policies that releases pin, by product and version
     * @param from the batch's first position: what followed from earlier entries is in the tables already
     */
    FindingRows(RuleBook book, BiFunction<String, Integer, ReleasePolicy> policies, long from) {
        this.book = book;
        this.policies = policies;
        this.from = from;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "uuid");
        columns.put("rule", "text");
        columns.put("rule_version", "int4");
        for (String text : List.of("subject", "key", "product", "version", "severity", "title", "description")) {
            columns.put(text, "text");
        }
        columns.put("cited", "jsonb");
        columns.put("missing_after", "int8");
        columns.put("missing_before", "int8");
        columns.put("since_position", "int8");
        columns.put("since_at", "timestamptz");
        columns.put("until_position", "int8");
        columns.put("until_at", "timestamptz");
        return columns;
    }

    private static Map<String, String> suppressionColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", "uuid");
        for (String text : List.of("product", "rule", "subject", "key", "reason")) {
            columns.put(text, "text");
        }
        columns.put("until", "timestamptz");
        columns.put("suppressed_by", "uuid");
        columns.put("position", "int8");
        return columns;
    }

    /** A release as it stands after the batch. */
    void add(String subject, ReleaseStream stream) {
        if (stream.history().lastTold() < from) {
            return;
        }
        stream.release().ifPresent(release -> {
            judged.add(subject);
            ReleasePolicy policy =
                    policies.apply(release.plan().product(), release.plan().policyVersion());
            for (FindingRule rule : book.rules()) {
                for (Verdict verdict : rule.judge(stream.history(), policy)) {
                    findings.add(values(subject, release.plan(), rule, verdict));
                }
            }
        });
    }

    /** What an entry says of suppressions. */
    void add(Received.Placed entry) {
        if (!(entry.read() instanceof ReadEntry.Understood understood)
                || !(understood.event() instanceof FindingEvent event)) {
            return;
        }
        String product = ReadEntry.listable(understood
                .envelope()
                .subject()
                .substring(FindingEvent.stream("").length()));
        if (!(event instanceof FindingSuppressed suppressed)) {
            ended.putIfAbsent(new Suppression(product, event.suppressionId()), entry.position());
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.add(suppressed.suppressionId());
        values.add(product);
        values.add(ReadEntry.listable(suppressed.rule()));
        values.add(ReadEntry.listable(suppressed.subject()));
        values.add(ReadEntry.listable(suppressed.key()));
        values.add(suppressed.reason().replace('\0', '\ufffd'));
        values.add(suppressed.until().toString());
        values.add(understood.envelope().attribution().actor());
        values.add(entry.position());
        suppressions.add(values);
    }

    private static List<@Nullable Object> values(String subject, Plan plan, FindingRule rule, Verdict verdict) {
        String key = ReadEntry.listable(verdict.key());
        Place until = verdict.until();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(rule.idOf(subject, key));
        values.add(rule.id());
        values.add(rule.version());
        values.add(subject);
        values.add(key);
        values.add(ReadEntry.listable(plan.product()));
        values.add(ReadEntry.listable(plan.version()));
        values.add(rule.severity().name());
        values.add(rule.title());
        values.add(verdict.text().replace('\0', '\ufffd'));
        values.add(JSON.writeValueAsString(verdict.cites()));
        values.add(verdict.missing() == null ? null : verdict.missing().after());
        values.add(verdict.missing() == null ? null : verdict.missing().before());
        values.add(verdict.since().position());
        values.add(verdict.since().at().toString());
        values.add(until == null ? null : until.position());
        values.add(until == null ? null : until.at().toString());
        return values;
    }

    boolean isEmpty() {
        return judged.isEmpty() && suppressions.isEmpty() && ended.isEmpty();
    }

    int write(Connection connection, Generation generation) throws SQLException {
        int written = 0;
        if (!judged.isEmpty()) {
            register(connection, generation);
            try (PreparedStatement statement =
                    connection.prepareStatement(generation.sql("delete from {g}.finding where subject = any(?)"))) {
                statement.setArray(1, connection.createArrayOf("text", judged.toArray()));
                written += statement.executeUpdate();
            }
        }
        if (!findings.isEmpty()) {
            written += findings.write(connection, generation);
        }
        if (!suppressions.isEmpty()) {
            written += suppressions.write(connection, generation);
        }
        return ended.isEmpty() ? written : written + end(connection, generation);
    }

    private void register(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(generation.sql("insert into {g}.finding_rule (rule, version, since)"
                        + " select r.*, ? from unnest(?::text[], ?::int4[]) r on conflict do nothing"))) {
            statement.setLong(1, from);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", book.rules().stream().map(FindingRule::id).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int4",
                            book.rules().stream().map(FindingRule::version).toArray()));
            statement.executeUpdate();
        }
    }

    private int end(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql("update {g}.finding_suppression s set ended_position = e.position"
                        + " from unnest(?::text[], ?::uuid[], ?::int8[]) e(product, id, position)"
                        + " where s.product = e.product and s.id = e.id and s.ended_position is null"))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            ended.keySet().stream().map(Suppression::product).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", ended.keySet().stream().map(Suppression::id).toArray()));
            statement.setArray(
                    3, connection.createArrayOf("int8", ended.values().toArray()));
            return statement.executeUpdate();
        }
    }
}
