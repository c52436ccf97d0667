package dev.releaseledger.query.consume;

import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.FlagRule;
import dev.releaseledger.query.finding.rule.History;
import dev.releaseledger.query.finding.rule.Place;
import dev.releaseledger.query.finding.rule.ReleaseRule;
import dev.releaseledger.query.finding.rule.RuleBook;
import dev.releaseledger.query.finding.rule.Verdict;
import dev.releaseledger.query.flag.FlagStream;
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
 * tells of. A stream is judged once a batch, by every version of every rule; rows that say the same already are left alone.
 */
final class FindingRows implements BatchRows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> COLUMNS = columns();
    private static final Map<String, String> SUPPRESSION_COLUMNS = suppressionColumns();

    private record Suppression(String product, UUID id) {}

    private record Ending(Suppression suppression, long position) {}

    private final Rows findings = new Rows("finding", List.of("id"), COLUMNS);
    private final Rows suppressions = new Rows("finding_suppression", List.of("product", "id"), SUPPRESSION_COLUMNS);
    private final List<String> judged = new ArrayList<>();
    private final Map<UUID, List<@Nullable Object>> found = new LinkedHashMap<>();
    private final Map<Suppression, List<@Nullable Object>> suppressed = new LinkedHashMap<>();
    private final List<Ending> ended = new ArrayList<>();
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
        columns.put("owner", "uuid");
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
        History history = stream.history();
        if (history.lastTold() < from && history.lastLate() < from) {
            return;
        }
        stream.release().ifPresent(release -> {
            ReleasePolicy policy =
                    policies.apply(release.plan().product(), release.plan().policyVersion());
            if (!history.mayDifferSince(from, policy)) {
                return;
            }
            judged.add(subject);
            for (ReleaseRule rule : book.ofReleases()) {
                for (Verdict verdict : rule.judge(history, policy)) {
                    // Keys that differ only beyond what an index holds are one row.
                    Plan plan = release.plan();
                    List<@Nullable Object> values =
                            values(subject, plan.product(), plan.version(), null, rule, verdict);
                    found.putIfAbsent(rule.idOf(subject, ReadEntry.listable(verdict.key())), values);
                }
            }
        });
    }

    /** A flag as it stands after the batch. Few entries are said of flags: each that is told is judged. */
    void add(String subject, FlagStream stream) {
        stream.flag().ifPresent(flag -> {
            judged.add(subject);
            for (FlagRule rule : book.ofFlags()) {
                for (Verdict verdict : rule.judge(stream.history())) {
                    UUID owner = flag.definition().event().owner();
                    List<@Nullable Object> values = values(subject, flag.product(), null, owner, rule, verdict);
                    found.putIfAbsent(rule.idOf(subject, ReadEntry.listable(verdict.key())), values);
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
        String stream = understood.envelope().subject();
        if (!stream.startsWith(FindingEvent.stream(""))) {
            // Said of another stream it means nothing: no product's findings are meant.
            return;
        }
        String product =
                ReadEntry.listable(stream.substring(FindingEvent.stream("").length()));
        Suppression suppression = new Suppression(product, event.suppressionId());
        if (!(event instanceof FindingSuppressed suppressing)) {
            ended.add(new Ending(suppression, entry.position()));
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        values.add(suppressing.suppressionId());
        values.add(product);
        values.add(ReadEntry.listable(suppressing.rule()));
        values.add(ReadEntry.listable(suppressing.subject()));
        values.add(ReadEntry.listable(suppressing.key()));
        values.add(suppressing.reason().replace('\0', '\ufffd'));
        values.add(ReadEntry.storable(suppressing.until()).toString());
        values.add(understood.envelope().attribution().actor());
        values.add(entry.position());
        // What was said first under an id holds.
        suppressed.putIfAbsent(suppression, values);
    }

    private static List<@Nullable Object> values(
            String subject,
            String product,
            @Nullable String version,
            @Nullable UUID owner,
            FindingRule rule,
            Verdict verdict) {
        String key = ReadEntry.listable(verdict.key());
        Place until = verdict.until();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(rule.idOf(subject, key));
        values.add(rule.id());
        values.add(rule.version());
        values.add(subject);
        values.add(key);
        values.add(ReadEntry.listable(product));
        values.add(version == null ? null : ReadEntry.listable(version));
        values.add(rule.severity().name());
        values.add(rule.title());
        values.add(verdict.text().replace('\0', '\ufffd'));
        values.add(owner);
        values.add(JSON.writeValueAsString(verdict.cites()));
        values.add(verdict.missing() == null ? null : verdict.missing().after());
        values.add(verdict.missing() == null ? null : verdict.missing().before());
        values.add(verdict.since().position());
        values.add(ReadEntry.storable(verdict.since().at()).toString());
        values.add(until == null ? null : until.position());
        values.add(until == null ? null : ReadEntry.storable(until.at()).toString());
        return values;
    }

    @Override
    public boolean isEmpty() {
        return judged.isEmpty() && suppressed.isEmpty() && ended.isEmpty();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        int written = 0;
        if (!judged.isEmpty()) {
            written += deleteOthers(connection, generation);
        }
        if (!found.isEmpty()) {
            found.values().forEach(findings::add);
            written += findings.writeChanged(connection, generation);
        }
        if (!suppressed.isEmpty()) {
            suppressed.values().forEach(suppressions::add);
            written += suppressions.writeNew(connection, generation);
        }
        return ended.isEmpty() ? written : written + end(connection, generation);
    }

    /** Another policy may find less. */
    private int deleteOthers(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(generation.sql("delete from {g}.finding f where f.subject = any(?)"
                        + " and not exists (select from unnest(?::uuid[]) k(id) where k.id = f.id)"))) {
            statement.setArray(1, connection.createArrayOf("text", judged.toArray()));
            statement.setArray(
                    2, connection.createArrayOf("uuid", found.keySet().toArray()));
            return statement.executeUpdate();
        }
    }

    /** The first that ends it after it was said counts. */
    private int end(Connection connection, Generation generation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                generation.sql("update {g}.finding_suppression s set ended_position = e.position"
                        + " from (select s.product, s.id, min(e.position) as position"
                        + " from unnest(?::text[], ?::uuid[], ?::int8[]) e(product, id, position)"
                        + " join {g}.finding_suppression s on s.product = e.product and s.id = e.id"
                        + " where s.position < e.position group by s.product, s.id) e"
                        + " where s.product = e.product and s.id = e.id and s.ended_position is null"))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            ended.stream()
                                    .map(ending -> ending.suppression().product())
                                    .toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid",
                            ended.stream()
                                    .map(ending -> ending.suppression().id())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", ended.stream().map(Ending::position).toArray()));
            return statement.executeUpdate();
        }
    }
}
