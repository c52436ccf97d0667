package dev.releaseledger.query.consume;

import dev.releaseledger.query.consume.RebuildComparison.Difference;
import dev.releaseledger.query.consume.RebuildComparison.Kind;
import dev.releaseledger.query.generation.Generation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the rows of two generations. PostgreSQL makes a digest of each table, of rows in any order: their number, and the sum
 * of their hashes of 64 bits, which tells faults apart, not attacks. Only of tables whose digests differ are rows looked at.
 */
final class GenerationComparison {
    private static final String CHECKPOINT = "checkpoint";

    /**
     * Tables whose rows are never changed once they are written, and the column that they grow by: all but the newest are compared
     * before anything is held.
     */
    private static final Map<String, String> ONLY_GROWING = Map.of(
            "entry",
            "position",
            "story",
            "position",
            "story_release",
            "position",
            "access_read",
            "position",
            "frontier",
            "size",
            CHECKPOINT,
            "size");

    private static final long AT_A_TIME = 500_000;
    private static final JsonMapper JSON = new JsonMapper();
    /** Runs what is compared beside the calling thread. */
    static final Executor BESIDE = task -> {
        Thread unused = Thread.ofVirtual().name("rebuild-comparison").start(task);
    };

    private final JdbcTemplate jdbc;
    private final Generation before;
    private final Generation rebuilt;

    GenerationComparison(JdbcTemplate jdbc, Generation before, Generation rebuilt) {
        this.jdbc = jdbc;
        this.before = before;
        this.rebuilt = rebuilt;
    }

    private record Layout(String name, List<String> columns, List<String> key) {}

    private record Digest(long rows, BigDecimal sum) {}

    /** What is known of a part of a table. */
    private record Part(
            long rows, long rebuiltRows, @Nullable Difference first) {
        static final Part NOTHING = new Part(0, 0, null);

        Part and(Part next) {
            return new Part(rows + next.rows, rebuiltRows + next.rebuiltRows, first == null ? next.first : first);
        }
    }

    /**
     * What was compared while nothing was held.
     *
     * @param parts of tables that only grow, what came of it
     */
    record Ahead(Map<String, Compared> parts) {
        static final Ahead NOTHING = new Ahead(Map.of());

        Compared of(Layout table) {
            return parts.getOrDefault(table.name(), Compared.NOTHING);
        }
    }

    /**
     * A table's rows that were compared.
     *
     * @param below those below this, by the column that it grows by
     */
    record Compared(long below, Part part) {
        static final Compared NOTHING = new Compared(0, Part.NOTHING);
    }

    /** Compares what will not change any more, however long it takes. */
    Ahead ahead(long below) {
        Map<String, Compared> parts = new LinkedHashMap<>();
        for (Layout table : layouts()) {
            String by = ONLY_GROWING.get(table.name());
            if (by != null) {
                long end = table.name().equals(CHECKPOINT) ? endOfCheckpoints() : below;
                parts.put(table.name(), new Compared(end, parts(table, by, 0, end)));
            }
        }
        return new Ahead(parts);
    }

    /** Compares the rest; both generations must be held at this position. */
    List<RebuildComparison.Table> held(Ahead ahead, long position) {
        List<RebuildComparison.Table> tables = new ArrayList<>();
        for (Layout table : layouts()) {
            Part part = part(table, ahead.of(table), position);
            tables.add(new RebuildComparison.Table(
                    table.name(), part.rows(), part.rebuiltRows(), part.first() == null, part.first()));
        }
        return tables;
    }

    private List<Layout> layouts() {
        return jdbc
                .query(
                        "select c.relname, (select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a"
                                + " where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')"
                                + " as columns, (select string_agg(a.attname, ',' order by array_position(i.indkey::int2[],"
                                + " a.attnum)) from pg_index i join pg_attribute a on a.attrelid = c.oid"
                                + " and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key"
                                + " from pg_class c where c.relnamespace = to_regnamespace(?) and c.relkind = 'r'"
                                + " order by c.relname",
                        (row, n) -> layout(row.getString("relname"), row.getString("columns"), row.getString("key")),
                        rebuilt.schema())
                .stream()
                .filter(table -> !LeftOut.is(table.name()))
                .toList();
    }

    private static Layout layout(String name, String columns, @Nullable String key) {
        Set<String> leftOut = LeftOut.columns(name);
        List<String> compared = Arrays.stream(columns.split(","))
                .filter(column -> !leftOut.contains(column))
                .toList();
        return new Layout(name, compared, key == null ? compared : List.of(key.split(",")));
    }

    private Part part(Layout table, Compared ahead, long position) {
        String by = ONLY_GROWING.get(table.name());
        if (by == null) {
            return part(table, "true");
        }
        // What is by size may have a row of the whole.
        long end = table.name().equals(CHECKPOINT) ? endOfCheckpoints() : position + 1;
        return ahead.part().and(parts(table, by, ahead.below(), end));
    }

    /** Checkpoints are read apart from entries: what one of the two has not read yet is not compared. */
    private long endOfCheckpoints() {
        Long newest = jdbc.queryForObject(
                "select least((select coalesce(max(size), -1) from " + before.schema()
                        + ".checkpoint), (select coalesce(max(size), -1) from " + rebuilt.schema() + ".checkpoint))",
                Long.class);
        return newest == null ? 0 : newest + 1;
    }

    private Part parts(Layout table, String by, long from, long below) {
        Part all = Part.NOTHING;
        for (long at = from; at < below; at += AT_A_TIME) {
            all = all.and(part(table, by + " >= " + at + " and " + by + " < " + Math.min(at + AT_A_TIME, below)));
        }
        return all;
    }

    private Part part(Layout table, String condition) {
        // On another connection: what is compared stands still, so both see the same wherever they look.
        CompletableFuture<Digest> beside =
                CompletableFuture.supplyAsync(() -> digest(before, table, condition), BESIDE);
        Digest other;
        try {
            other = digest(rebuilt, table, condition);
        } finally {
            // Whoever tries again after a failure must not find the connection taken.
            Object ended = beside.handle((digest, failure) -> "ended").join();
        }
        Digest one = beside.join();
        return new Part(one.rows(), other.rows(), one.equals(other) ? null : first(table, condition));
    }

    private Digest digest(Generation generation, Layout table, String condition) {
        Digest digest = jdbc.queryForObject(
                "select count(*) as n, coalesce(sum(hash_record_extended(row(" + String.join(", ", table.columns())
                        + "), 0)::numeric), 0) as sum from " + generation.schema() + "." + table.name() + " where "
                        + condition,
                (row, n) -> new Digest(row.getLong("n"), row.getBigDecimal("sum")));
        if (digest == null) {
            throw new IllegalStateException("no digest of " + table.name());
        }
        return digest;
    }

    private record Side(String side, String key, JsonNode row) {}

    private Difference first(Layout table, String condition) {
        String columns = String.join(", ", table.columns());
        String key = String.join(", ", table.key());
        String live = "select " + columns + " from " + before.schema() + "." + table.name() + " where " + condition;
        String made = "select " + columns + " from " + rebuilt.schema() + "." + table.name() + " where " + condition;
        List<Side> sides = jdbc.query(
                "select side, row(" + key
                        + ")::text as key, to_jsonb(d) - 'side' as row from (select 'before' as side, a.*"
                        + " from (" + live + " except all " + made + ") a union all select 'rebuilt', b.* from (" + made
                        + " except all " + live + ") b) d order by " + key + ", side limit 2",
                (row, n) -> new Side(row.getString("side"), row.getString("key"), JSON.readTree(row.getString("row"))));
        Optional<Side> first = sides.stream().findFirst();
        if (first.isEmpty()) {
            throw new IllegalStateException("the digests of " + table.name() + " differ, and no row does");
        }
        Side last = sides.getLast();
        boolean changed = sides.size() == 2
                && last.key().equals(first.get().key())
                && !last.side().equals(first.get().side());
        if (changed) {
            return new Difference(
                    Kind.CHANGED,
                    first.get().key(),
                    table.columns().stream()
                            .filter(column -> !first.get()
                                    .row()
                                    .get(column)
                                    .equals(last.row().get(column)))
                            .collect(Collectors.toList()));
        }
        return new Difference(
                first.get().side().equals("before") ? Kind.ONLY_BEFORE : Kind.ONLY_REBUILT,
                first.get().key(),
                List.of());
    }
}
