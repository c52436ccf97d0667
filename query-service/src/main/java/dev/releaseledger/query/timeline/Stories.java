package dev.releaseledger.query.timeline;

import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the rows of timelines, a bounded number at a time. */
@Component
final class Stories {
    /** What one story is tied to by position at most. */
    static final int MOST_TIED = 5_000;

    private static final int DEEPEST = 20;
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_RELEASES = 50;
    private static final int MOST_SIGNS = 1_000;
    private static final int MOST_OF_RELEASES = 5_000;

    private static final String COLUMNS = "s.position, s.at, s.product, s.environment, s.lane, s.type, s.release_id,"
            + " s.deployment_id, s.rollback_id, s.incident_id, s.event_id, s.caused_by";

    private final JdbcClient jdbc;

    Stories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in a story. */
    record Place(Instant at, long position) {}

    private static String seen(Sight sight) {
        return " and s.position <= :cut"
                + (sight.claimed() == null ? "" : " and s.at <= :claimed")
                + (sight.readable().isEmpty() ? "" : " and s.product = any(:readable)");
    }

    private static Map<String, Object> values(Sight sight) {
        Map<String, Object> values = new HashMap<>(Map.of("cut", sight.position()));
        Instant claimed = sight.claimed();
        if (claimed != null) {
            values.put("claimed", Scope.timestamp(claimed));
        }
        sight.readable().ifPresent(products -> values.put("readable", products.toArray(String[]::new)));
        return values;
    }

    /**
     * Lines in order.
     *
     * @param tied the positions of what is tied to the story, wherever it is
     * @param lanes of these lanes alone
     * @param after behind this place; empty from the beginning
     */
    List<Line> page(
            Generation generation,
            Scope scope,
            Collection<Long> tied,
            Sight sight,
            Set<Lane> lanes,
            Optional<Place> after,
            int atMost) {
        Map<String, Object> values = values(sight);
        values.putAll(scope.values());
        values.put("limit", atMost);
        String conditions = seen(sight);
        if (lanes.size() < Lane.values().length) {
            conditions += " and s.lane = any(:lanes)";
            values.put("lanes", lanes.stream().map(Enum::name).toArray(String[]::new));
        }
        if (after.isPresent()) {
            conditions += " and (s.at, s.position) > (:placeAt, :placePosition)";
            values.put("placeAt", Scope.timestamp(after.get().at()));
            values.put("placePosition", after.get().position());
        }
        String order = conditions + " order by s.at, s.position limit :limit)";
        String found = "(select * from {g}.story s where " + scope.condition() + order;
        if (!tied.isEmpty()) {
            found += " union (select * from {g}.story s where s.position = any(:tied)" + order;
            values.put("tied", tied.toArray(Long[]::new));
        }
        return lines(generation, found, values, "limit :limit");
    }

    /** @param found a query for rows of the table, in parentheses */
    private List<Line> lines(Generation generation, String found, Map<String, Object> values, String end) {
        return jdbc
                .sql(generation.sql("with found as materialized (" + found + ") select " + COLUMNS + ", e.bytes,"
                        + " (select c.position from {g}.story c where c.event_id = s.caused_by and c.position <= :cut"
                        + " order by c.position limit 1) as cause"
                        + " from found s join {g}.entry e on e.position = s.position order by s.at, s.position " + end))
                .params(values)
                .query((row, n) -> line(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Line> line(ResultSet row) throws SQLException {
        StoryRow story = new StoryRow(
                row.getLong("position"),
                row.getTimestamp("at").toInstant(),
                row.getString("product"),
                row.getString("environment"),
                Lane.valueOf(row.getString("lane")),
                row.getString("type"),
                new About(
                        null,
                        null,
                        row.getObject("release_id", UUID.class),
                        row.getObject("deployment_id", UUID.class),
                        row.getObject("rollback_id", UUID.class),
                        row.getObject("incident_id", UUID.class)),
                row.getObject("event_id", UUID.class),
                row.getObject("caused_by", UUID.class));
        Long cause = row.getObject("cause", Long.class);
        return ReadEntry.of(row.getBytes("bytes")) instanceof ReadEntry.Understood entry
                ? Optional.of(new Line(story, entry.envelope(), entry.event(), cause))
                : Optional.empty();
    }

    /** How many lines each lane has; none of those that have none. */
    Map<Lane, Long> counts(Generation generation, Scope scope, Collection<Long> tied, Sight sight) {
        Map<Lane, Long> counts = new EnumMap<>(Lane.class);
        Map<String, Object> values = values(sight);
        values.putAll(scope.values());
        String each = "select s.lane, count(*) as lines from {g}.story s where " + scope.condition() + seen(sight)
                + " group by s.lane";
        if (!tied.isEmpty()) {
            each += " union all select s.lane, count(*) from {g}.story s where s.position = any(:tied)" + seen(sight)
                    + " and (" + scope.condition() + ") is not true group by s.lane";
            values.put("tied", tied.toArray(Long[]::new));
        }
        jdbc.sql(generation.sql(each)).params(values).query(row -> {
            counts.merge(Lane.valueOf(row.getString("lane")), row.getLong("lines"), Long::sum);
        });
        return counts;
    }

    /**
     * Lines of a lane that lie close together.
     *
     * @param position the first of them
     */
    record Cluster(Lane lane, long count, Instant from, Instant to, long position) {}

    /** From when to when. */
    record Span(Instant from, Instant to) {}

    /** When the first and the last line of a release are; both the same where there is none. */
    Span span(Generation generation, UUID release, Sight sight, Instant otherwise) {
        return jdbc.sql(generation.sql("select coalesce(min(s.at), :otherwise) as first,"
                        + " coalesce(max(s.at), :otherwise) as last from {g}.story s where s.release_id = :release"
                        + seen(sight)))
                .params(values(sight))
                .param("release", release)
                .param("otherwise", Scope.timestamp(otherwise))
                .query((row, n) -> new Span(
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant()))
                .single();
    }

    /** The lines between two times, those of a lane that fall into the same of so many parts of that together. */
    List<Cluster> clusters(
            Generation generation,
            Scope scope,
            Collection<Long> tied,
            Sight sight,
            Set<Lane> lanes,
            Instant from,
            Instant to,
            int parts) {
        Map<String, Object> values = values(sight);
        values.putAll(scope.values());
        values.put("begin", Scope.timestamp(from));
        values.put("end", Scope.timestamp(to));
        values.put("seconds", Math.max(1, Duration.between(from, to).toMillis()) / 1_000.0);
        values.put("parts", parts);
        values.put("lanes", lanes.stream().map(Enum::name).toArray(String[]::new));
        String found = "select s.position, s.at, s.lane from {g}.story s where " + scope.condition() + seen(sight);
        if (!tied.isEmpty()) {
            found += " union select s.position, s.at, s.lane from {g}.story s where s.position = any(:tied)"
                    + seen(sight);
            values.put("tied", tied.toArray(Long[]::new));
        }
        return jdbc.sql(generation.sql("select s.lane, count(*) as lines, min(s.at) as first, max(s.at) as last,"
                        + " min(s.position) as position from (" + found + ") s"
                        + " where s.at >= :begin and s.at <= :end and s.lane = any(:lanes) group by s.lane,"
                        + " floor(extract(epoch from s.at - cast(:begin as timestamptz)) / :seconds * :parts)"
                        + " order by 3, 5"))
                .params(values)
                .query((row, n) -> new Cluster(
                        Lane.valueOf(row.getString("lane")),
                        row.getLong("lines"),
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant(),
                        row.getLong("position")))
                .list();
    }

    /**
     * What causes a story's own entries, and what follows from them, over any number of steps.
     *
     * @param causes for each cause, what follows from it at once
     * @param effects for each effect, what it follows from at once
     */
    record Connections(Map<Long, Long> causes, Map<Long, Long> effects) {}

    /** @param column which of a story's ids the own entries have */
    private Connections connections(Generation generation, String column, UUID id, Sight sight) {
        Map<String, Object> values = values(sight);
        values.put("id", id);
        values.put("most", MOST_TIED);
        values.put("deepest", DEEPEST);
        String own = "with recursive own as (select s.position, s.event_id, s.caused_by from {g}.story s where s."
                + column + " = :id" + seen(sight) + " order by s.position limit :most), ";
        String next = " from walk w join {g}.story s on ";
        String causes = own + "walk as (select position, event_id, caused_by, cast(null as bigint) as near, 0 as depth"
                + " from own union select s.position, s.event_id, s.caused_by, w.position, w.depth + 1" + next
                + "s.event_id = w.caused_by where w.depth < :deepest" + seen(sight) + ")";
        String effects = own + "walk as (select position, event_id, caused_by, cast(null as bigint) as near, 0 as depth"
                + " from own union select s.position, s.event_id, s.caused_by, w.position, w.depth + 1" + next
                + "s.caused_by = w.event_id where w.depth < :deepest" + seen(sight) + ")";
        String end = " select position, min(near) as near from walk where depth > 0 group by position"
                + " order by position limit :most";
        return new Connections(near(generation, causes + end, values), near(generation, effects + end, values));
    }

    Connections ofIncident(Generation generation, UUID incident, Sight sight) {
        return connections(generation, "incident_id", incident, sight);
    }

    Connections ofRelease(Generation generation, UUID release, Sight sight) {
        return connections(generation, "release_id", release, sight);
    }

    private Map<Long, Long> near(Generation generation, String sql, Map<String, Object> values) {
        Map<Long, Long> near = new HashMap<>();
        jdbc.sql(generation.sql(sql)).params(values).query(row -> {
            near.put(row.getLong("position"), row.getLong("near"));
        });
        return near;
    }

    /** The positions of what is said of an incident. */
    List<Long> positionsOf(Generation generation, UUID incident, Sight sight) {
        return jdbc.sql(generation.sql("select s.position from {g}.story s where s.incident_id = :id" + seen(sight)
                        + " order by s.position limit :most"))
                .params(values(sight))
                .param("id", incident)
                .param("most", MOST_TIED)
                .query((row, n) -> row.getLong("position"))
                .list();
    }

    /** The positions of what happened to releases of other products between two times. */
    List<Long> elsewhere(Generation generation, Scope.OfProduct window, Set<UUID> releases, Sight sight) {
        if (releases.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(generation.sql("select s.position from {g}.story s where s.release_id = any(:releases)"
                        + " and s.product <> :product and s.at >= :from and s.at <= :to" + seen(sight)
                        + " order by s.position limit :most"))
                .params(values(sight))
                .params(window.values())
                .param("releases", releases.toArray(UUID[]::new))
                .param("most", MOST_TIED)
                .query((row, n) -> row.getLong("position"))
                .list();
    }

    /** Of these positions those that there are lines for. */
    Set<Long> told(Generation generation, Collection<Long> positions, Sight sight) {
        return new LinkedHashSet<>(
                jdbc.sql(generation.sql("select s.position from {g}.story s where s.position = any(:positions)"
                                + seen(sight) + " order by s.position"))
                        .params(values(sight))
                        .param("positions", positions.toArray(Long[]::new))
                        .query((row, n) -> row.getLong("position"))
                        .list());
    }

    /**
     * What counts for who is suspected.
     *
     * @param whole whether that is everything: of very many changes the newest count
     */
    record Clues(List<Line> lines, boolean whole) {}

    /** What changed before something was noticed, what is told of those releases, and how the product was until a time. */
    Clues clues(Generation generation, Detection detection, Set<UUID> linked, Instant until, Sight sight) {
        Map<String, Object> values = values(sight);
        values.put("product", detection.product());
        values.put("begin", Scope.timestamp(detection.from()));
        values.put("noticed", Scope.timestamp(detection.at()));
        values.put("until", Scope.timestamp(until));
        values.put("linked", linked.toArray(UUID[]::new));
        values.put("most", MOST_CHANGES);
        List<Change> changes = jdbc.sql(generation.sql("select s.position, s.release_id from ("
                        + changed("s.product = :product", sight)
                        + (linked.isEmpty() ? "" : " union " + changed("s.release_id = any(:linked)", sight))
                        + ") s order by s.position desc limit :most"))
                .params(values)
                .query((row, n) -> new Change(
                        row.getLong("position"), Optional.ofNullable(row.getObject("release_id", UUID.class))))
                .list();
        List<UUID> releases = changes.stream()
                .flatMap(change -> change.release().stream())
                .distinct()
                .toList();
        boolean whole = changes.size() < MOST_CHANGES && releases.size() <= MOST_RELEASES;
        List<UUID> newest = releases.subList(0, Math.min(MOST_RELEASES, releases.size()));
        Long[] standing = changes.stream()
                .filter(change -> change.release().isEmpty())
                .map(Change::position)
                .toArray(Long[]::new);
        values.put("standing", standing);
        values.put("releases", newest.toArray(UUID[]::new));
        values.put("signs", MOST_SIGNS);
        values.put("told", MOST_OF_RELEASES);
        String found = "(select * from {g}.story s where s.position = any(:standing)) union"
                + " (select * from {g}.story s where s.release_id = any(:releases) and s.at <= :until" + seen(sight)
                + " order by s.position limit :told) union"
                + " (select * from {g}.story s where s.product = :product and s.lane = any('{HEALTH,ROLLBACK}')"
                + " and s.at >= :begin and s.at <= :until" + seen(sight) + " order by s.at, s.position limit :signs)";
        return new Clues(lines(generation, found, values, ""), whole);
    }

    private record Change(long position, Optional<UUID> release) {}

    private static String changed(String where, Sight sight) {
        return Stream.of("s.lane = any('{DEPLOYMENT,ROLLBACK,RULE}')", "s.type = 'release.override-granted.v1'")
                .map(kind -> "(select s.position, s.release_id from {g}.story s where " + where + " and " + kind
                        + (kind.startsWith("s.type") ? " and s.lane = 'APPROVAL'" : "")
                        + " and s.at >= :begin and s.at <= :noticed" + seen(sight)
                        + " order by s.at desc, s.position desc limit :most)")
                .reduce((one, other) -> one + " union " + other)
                .orElseThrow();
    }

    /** Whether something of these streams or of the product's releases may be missing from the rows. */
    boolean incomplete(Generation generation, String product, Sight sight) {
        return Boolean.TRUE.equals(jdbc.sql(generation.sql("select p.story_since > 0 or exists (select from"
                        + " {g}.incomplete_stream i join {g}.release r on i.stream = 'release/' || r.id"
                        + " where r.product = :product and i.position <= :position) from {g}.progress p"))
                .param("product", product)
                .param("position", sight.position())
                .query(Boolean.class)
                .single());
    }
}
