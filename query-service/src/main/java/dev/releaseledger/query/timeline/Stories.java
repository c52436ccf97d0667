package dev.releaseledger.query.timeline;

import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final int MOST_FLAGS = 50;
    private static final int MOST_OF_FLAGS = 5_000;
    private static final int MOST_INCLUDED = 1_000;

    /** How a release was planned and what it went without; what else was approved counts neither for nor against it. */
    private static final String DECIDED = "'{release.release-planned.v1,release.criterion-waived.v1,"
            + "release.item-waived.v1,release.override-granted.v1}'";

    /** What changes whom a flag serves what. */
    private static final String FLAG_CHANGES = "'{flag.targeting-set.v1,flag.split-set.v1,flag.rollout-advanced.v1,"
            + "flag.rollout-reduced.v1,flag.disabled.v1,flag.enabled.v1}'";

    /** Of what entries say at most so much is read at once. */
    private static final long MOST_BYTES = 8L << 20;

    private static final String COLUMNS = "s.position, s.at, s.said_at, s.product, s.environment, s.lane, s.type,"
            + " s.release_id, s.deployment_id, s.rollback_id, s.incident_id, s.flag_id, s.event_id, s.caused_by";

    private final JdbcClient jdbc;

    Stories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in a story. */
    record Place(Instant at, long position) {}

    /** What was said by then counts, whenever that is which it tells of. */
    private static String seen(Sight sight) {
        return seen("s", sight);
    }

    private static String seen(String row, Sight sight) {
        return " and " + row + ".position <= :cut"
                + (sight.claimed() == null ? "" : " and " + row + ".said_at <= :claimed")
                + (sight.readable().isEmpty() ? "" : " and " + row + ".product = any(:readable)");
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
     * A part of a story.
     *
     * @param next where the next part begins; empty where there is none
     */
    record Page(List<Line> lines, Optional<Place> next) {}

    /**
     * Lines in order, as many as asked for, or as many as {@link #MOST_BYTES} of entries make.
     *
     * @param tied the positions of what is tied to the story, wherever it is
     * @param lanes of these lanes alone
     * @param after behind this place; empty from the beginning
     */
    Page page(
            Generation generation,
            Scope scope,
            Collection<Long> tied,
            Sight sight,
            Set<Lane> lanes,
            Optional<Place> after,
            int atMost) {
        Map<String, Object> values = values(sight);
        values.putAll(scope.values());
        if (atMost == 0) {
            return new Page(List.of(), Optional.empty());
        }
        // One more than asked for tells whether there is another page.
        values.put("limit", atMost + 1);
        String conditions = seen(sight);
        if (lanes.size() < Lane.values().length) {
            conditions += " and s.lane = any(:lanes)";
            values.put("lanes", lanes.stream().map(Enum::name).toArray(String[]::new));
        }
        // Also where it begins with the scope: a plan that is made before the values are known takes a window for a few
        // rows and sorts all of them; told a place to go on from, it follows the index and stops with the page.
        String behind = " and (s.at, s.position) > (:placeAt, :placePosition)";
        Place place = after.orElseGet(() -> new Place(scope.begins(), -1));
        values.put("placeAt", Scope.timestamp(place.at()));
        values.put("placePosition", place.position());
        String order = conditions + " order by s.at, s.position limit :limit)";
        String found = "(select * from {g}.story s where " + scope.condition() + behind + order;
        if (!tied.isEmpty()) {
            found += " union (select * from {g}.story s where s.position = any(:tied)"
                    + (after.isPresent() ? behind : "") + order;
            values.put("tied", tied.toArray(Long[]::new));
        }
        Read read = read(generation, found, "f.at, f.position", atMost, values, sight, new HashMap<>());
        return new Page(
                read.lines(),
                read.whole() ? Optional.empty() : Optional.of(place(read.rows().getLast())));
    }

    private static Place place(StoryRow row) {
        return new Place(row.at(), row.position());
    }

    /**
     * Rows, and those of them as lines that are understood.
     *
     * @param whole whether there are no more
     */
    private record Read(List<StoryRow> rows, List<Line> lines, boolean whole) {}

    /**
     * Reads rows with what they say, up to {@link #MOST_BYTES} of that, but at least one.
     *
     * @param found a query for rows of the table, in parentheses; it is to find more than at most, where there are more
     * @param order which come first
     * @param known lines that were read before, by position, and are not made out again; those that are read here are added
     */
    private Read read(
            Generation generation,
            String found,
            String order,
            int atMost,
            Map<String, Object> values,
            Sight sight,
            Map<Long, Line> known) {
        List<StoryRow> rows = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        long[] all = new long[1];
        jdbc.sql(generation.sql("with found as materialized (" + found + "), told as (select f.*, e.bytes,"
                        + " sum(octet_length(e.bytes)) over (order by " + order
                        + ") - octet_length(e.bytes) as before, row_number() over (order by " + order + ") as place"
                        + " from found f join {g}.entry e on e.position = f.position)"
                        + " select " + COLUMNS + ", s.bytes, (select count(*) from found) as lines,"
                        + " (select c.position from {g}.story c where c.event_id = s.caused_by" + seen("c", sight)
                        + " order by c.position limit 1) as cause,"
                        + " (select n.key from {g}.flag n where n.id = s.flag_id) as flag"
                        + " from told s where s.place <= :most and s.before < :bytes order by s.place"))
                .params(values)
                .param("most", atMost)
                .param("bytes", MOST_BYTES)
                .query(row -> {
                    all[0] = row.getLong("lines");
                    Line line = known.get(row.getLong("position"));
                    StoryRow story = line == null ? story(row) : line.row();
                    rows.add(story);
                    if (line == null && ReadEntry.of(row.getBytes("bytes")) instanceof ReadEntry.Understood entry) {
                        line = new Line(
                                story,
                                entry.envelope(),
                                entry.event(),
                                row.getString("flag"),
                                row.getObject("cause", Long.class));
                        known.put(story.position(), line);
                    }
                    if (line != null) {
                        lines.add(line);
                    }
                });
        return new Read(rows, lines, rows.size() == all[0]);
    }

    private static StoryRow story(ResultSet row) throws SQLException {
        return new StoryRow(
                row.getLong("position"),
                time(row, "at"),
                time(row, "said_at"),
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
                        row.getObject("incident_id", UUID.class),
                        row.getObject("flag_id", UUID.class)),
                row.getObject("event_id", UUID.class),
                row.getObject("caused_by", UUID.class),
                List.of());
    }

    /** Java's older types count the first centuries by another calendar. */
    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
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

    /** When the first and the last line of a story are; both the same where there is none. */
    Span span(Generation generation, Scope scope, Collection<Long> tied, Sight sight, Instant otherwise) {
        return jdbc.sql(generation.sql("select coalesce(min(s.at), cast(:otherwise as timestamptz)) as first,"
                        + " coalesce(max(s.at), cast(:otherwise as timestamptz)) as last from (select s.at from"
                        + " {g}.story s where " + scope.condition() + seen(sight)
                        + " union all select s.at from {g}.story s where s.position = any(:tied)" + seen(sight)
                        + ") s"))
                .params(values(sight))
                .params(scope.values())
                .param("tied", tied.toArray(Long[]::new))
                .param("otherwise", Scope.timestamp(otherwise))
                .query((row, n) -> new Span(time(row, "first"), time(row, "last")))
                .single();
    }

    /**
     * All lines, those of a lane that fall into the same of so many parts of a span together; and together what comes before the
     * span, and what comes after it.
     */
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
                        + " min(s.position) as position from (" + found + ") s where s.lane = any(:lanes)"
                        + " group by s.lane, case when s.at < :begin then -1 when s.at > :end then :parts + 1 else"
                        + " floor(extract(epoch from s.at - cast(:begin as timestamptz)) / :seconds * :parts) end"
                        + " order by 3, 5"))
                .params(values)
                .query((row, n) -> new Cluster(
                        Lane.valueOf(row.getString("lane")),
                        row.getLong("lines"),
                        time(row, "first"),
                        time(row, "last"),
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

    /**
     * What is said of flags that were linked to releases then and does not name these releases, by its position with the first of
     * them.
     *
     * @param window within these times alone; empty for all times
     */
    Map<Long, UUID> ofLinkedFlags(
            Generation generation, Set<UUID> releases, Optional<Scope.OfProduct> window, Sight sight) {
        if (releases.isEmpty()) {
            return Map.of();
        }
        Map<Long, UUID> linked = new LinkedHashMap<>();
        Map<String, Object> values = values(sight);
        window.ifPresent(within -> values.putAll(within.values()));
        jdbc.sql(generation.sql("select s.position, r.release_id from {g}.story_release r join {g}.story s"
                        + " on s.position = r.position where r.release_id = any(:releases)"
                        + (window.isPresent() ? " and s.at >= :from and s.at <= :to" : "") + seen(sight)
                        + " order by s.position, r.release_id limit :most"))
                .params(values)
                .param("releases", releases.toArray(UUID[]::new))
                .param("most", MOST_TIED)
                .query(row -> {
                    linked.putIfAbsent(row.getLong("position"), row.getObject("release_id", UUID.class));
                });
        return linked;
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
     * @param whole whether that is everything: of very much the newest counts
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
        values.put("limit", MOST_CHANGES + 1);
        List<Change> found = jdbc.sql(generation.sql("select s.position, s.release_id, s.flag_id from ("
                        + changed("s.product = :product", sight)
                        + (linked.isEmpty() ? "" : " union " + changed("s.release_id = any(:linked)", sight))
                        + ") s order by s.at desc, s.position desc limit :limit"))
                .params(values)
                .query((row, n) -> new Change(
                        row.getLong("position"),
                        Optional.ofNullable(row.getObject("release_id", UUID.class)),
                        Optional.ofNullable(row.getObject("flag_id", UUID.class))))
                .list();
        List<Change> changes = found.subList(0, Math.min(MOST_CHANGES, found.size()));
        List<UUID> releases = changes.stream()
                .flatMap(change -> change.release().stream())
                .distinct()
                .toList();
        values.put(
                "standing",
                changes.stream()
                        .filter(change ->
                                change.release().isEmpty() && change.flag().isEmpty())
                        .map(Change::position)
                        .toArray(Long[]::new));
        values.put(
                "releases",
                releases.subList(0, Math.min(MOST_RELEASES, releases.size())).toArray(UUID[]::new));
        List<UUID> flags = changes.stream()
                .flatMap(change -> change.flag().stream())
                .distinct()
                .toList();
        values.put("flags", flags.subList(0, Math.min(MOST_FLAGS, flags.size())).toArray(UUID[]::new));
        // What was done and how it was weighs most: what a release includes has a limit of its own, and cannot crowd
        // that out.
        Map<Long, Line> lines = new LinkedHashMap<>();
        List<Read> reads = List.of(
                newest(generation, "s.position = any(:standing)", MOST_CHANGES, values, sight, lines),
                newest(
                        generation,
                        "s.release_id = any(:releases) and (s.lane = any('{DEPLOYMENT,HEALTH,ROLLBACK}')"
                                + " or s.type = any(" + DECIDED + ")) and s.at <= :until",
                        MOST_OF_RELEASES,
                        values,
                        sight,
                        lines),
                newest(generation, "s.flag_id = any(:flags) and s.at <= :until", MOST_OF_FLAGS, values, sight, lines),
                newest(
                        generation,
                        "s.product = :product and s.lane = any('{HEALTH,ROLLBACK}') and s.at >= :begin"
                                + " and s.at <= :until",
                        MOST_SIGNS,
                        values,
                        sight,
                        lines),
                newest(
                        generation,
                        "s.release_id = any(:releases) and s.type = 'release.change-added.v1' and s.at <= :until",
                        MOST_INCLUDED,
                        values,
                        sight,
                        lines));
        return new Clues(
                List.copyOf(lines.values()),
                changes.size() == found.size()
                        && releases.size() <= MOST_RELEASES
                        && flags.size() <= MOST_FLAGS
                        && reads.stream().allMatch(Read::whole));
    }

    private Read newest(
            Generation generation,
            String where,
            int atMost,
            Map<String, Object> values,
            Sight sight,
            Map<Long, Line> known) {
        Map<String, Object> limited = new HashMap<>(values);
        limited.put("limit", atMost + 1);
        return read(
                generation,
                "(select * from {g}.story s where " + where + seen(sight)
                        + " order by s.at desc, s.position desc limit :limit)",
                "f.at desc, f.position desc",
                atMost,
                limited,
                sight,
                known);
    }

    private record Change(long position, Optional<UUID> release, Optional<UUID> flag) {}

    private static String changed(String where, Sight sight) {
        return Stream.of(
                        "s.lane = any('{DEPLOYMENT,ROLLBACK,RULE}')",
                        "s.lane = 'APPROVAL' and s.type = 'release.override-granted.v1'",
                        "s.lane = 'FLAG' and s.type = any(" + FLAG_CHANGES + ")")
                .map(kind -> "(select s.position, s.at, s.release_id, s.flag_id from {g}.story s where " + where
                        + " and " + kind
                        + " and s.at >= :begin and s.at <= :noticed" + seen(sight)
                        + " order by s.at desc, s.position desc limit :limit)")
                .reduce((one, other) -> one + " union " + other)
                .orElseThrow();
    }

    /** Whether something of the product's streams may be missing from the rows. */
    boolean incomplete(Generation generation, String product, Sight sight) {
        String readable = product.replace('\0', '\ufffd');
        String unclear = " or exists (select from {g}.incomplete_stream i";
        return Boolean.TRUE.equals(jdbc.sql(generation.sql("select p.story_since > 0"
                        + unclear + " join {g}.release r on i.stream = 'release/' || r.id"
                        + " where r.product = :product and i.position <= :position)"
                        + unclear + " join {g}.incident n on i.stream = 'incident/' || n.id"
                        + " where n.product = :product and i.position <= :position)"
                        + unclear + " join {g}.flag f on i.stream = 'flag/' || f.id"
                        + " where f.product = :product and i.position <= :position)"
                        // Of a flag from before there were any, nobody knows the product.
                        + unclear + " where starts_with(i.stream, 'flag/') and i.position < p.flag_since)"
                        + unclear + " where i.stream = any(:rules) and i.position <= :position) from {g}.progress p"))
                .param("product", ReadEntry.listable(product))
                .param("rules", new String[] {FreezeEvent.stream(readable), PolicyEvent.stream(readable)})
                .param("position", sight.position())
                .query(Boolean.class)
                .single());
    }
}
