package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The register of all generations: which answers, which is being filled, which can go. */
final class GenerationRegister {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    GenerationRegister(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** What a generation is for now. */
    enum Role {
        ACTIVE,
        BUILDING,
        RETIRED,
        FAILED
    }

    /** A generation that has to be kept up to date. */
    record Running(Generation generation, Role role) {}

    /** Makes the first generation, and this installation's secrets, where there are none. */
    void begin() {
        byte[] cursorKey = new byte[32];
        new SecureRandom().nextBytes(cursorKey);
        jdbc.update(
                "insert into query.installation (id, cursor_key) values (?, ?) on conflict do nothing",
                UUID.randomUUID(),
                cursorKey);
        jdbc.update("insert into query.generation (number, role) select 1, 'ACTIVE'"
                + " where not exists (select from query.generation) on conflict do nothing");
    }

    /** The id of this database's installation. */
    UUID installation() {
        UUID id = jdbc.queryForObject("select id from query.installation", UUID.class);
        if (id == null) {
            throw new IllegalStateException("the installation has no id");
        }
        return id;
    }

    List<Running> running() {
        return jdbc.query(
                "select number, role from query.generation where role in ('ACTIVE', 'BUILDING') order by number",
                (row, n) -> new Running(new Generation(row.getInt("number")), Role.valueOf(row.getString("role"))));
    }

    /** The generations that were replaced or given up at least so long ago, and still have tables. */
    List<Generation> droppable(Duration kept) {
        return jdbc.query(
                "select number from query.generation where role in ('RETIRED', 'FAILED')"
                        + " and coalesce(retired_at, decided_at) <= clock_timestamp() - make_interval(secs => ?)"
                        + " and to_regnamespace('query_g' || number) is not null",
                (row, n) -> new Generation(row.getInt("number")),
                kept.toMillis() / 1000.0);
    }

    /**
     * Asks for a new generation.
     *
     * @return empty when one is being filled already
     */
    Optional<Generation> ask() {
        try {
            return Optional.ofNullable(transaction.execute(status -> {
                Integer number = jdbc.queryForObject(
                        "insert into query.generation (number, role, to_reach)"
                                + " select max(number) + 1, 'BUILDING', ? from query.generation returning number",
                        Integer.class,
                        nextPosition(active()));
                return number == null ? null : new Generation(number);
            }));
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /** A generation's first entries are about to be projected. */
    void began(Generation generation) {
        jdbc.update(
                "update query.generation set began_at = clock_timestamp() where number = ? and began_at is null",
                generation.number());
    }

    /** A generation could not be filled. */
    void failed(Generation generation, String why) {
        jdbc.update(
                "update query.generation set role = 'FAILED', decided_at = clock_timestamp(), failure = ?"
                        + " where number = ? and role = 'BUILDING'",
                why,
                generation.number());
    }

    /** What is done between holding both generations still and the switch. */
    interface Comparing {
        /** Compares them, table by table. */
        List<RebuildComparison.Table> compare(Generation active, long position);
    }

    /** The generation that answers. */
    Optional<Generation> answering() {
        return running().stream()
                .filter(running -> running.role() == Role.ACTIVE)
                .map(Running::generation)
                .findFirst();
    }

    /** How far a generation is. */
    long reached(Generation generation) {
        return nextPosition(generation);
    }

    /**
     * Lets a generation answer instead of the active one, once both are equally far and their rows were compared. Whatever the
     * comparison says, the generation answers: a projection that was mended is what one rebuilds for.
     *
     * @return whether it does; false where one of them is further than the other
     * @throws RuntimeException what the comparison threw; then nothing is switched
     */
    boolean activate(Generation next, Comparing comparing) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Generation active = active();
            if (!isBuilding(next)) {
                return false;
            }
            // Holding their progress keeps both where they are until the switch is committed.
            long reached = lockedPosition(active);
            long began = System.nanoTime();
            if (lockedPosition(next) != reached) {
                return false;
            }
            List<RebuildComparison.Table> tables = comparing.compare(active, reached);
            switchTo(next, active);
            keep(next, active, reached, Duration.ofNanos(System.nanoTime() - began), tables, null);
            return true;
        }));
    }

    /**
     * Lets a generation answer instead of the active one, if it is as far, although they could not be compared.
     *
     * @return whether it does
     */
    boolean activateUncompared(Generation next, String why) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Generation active = active();
            if (!isBuilding(next)) {
                return false;
            }
            long reached = lockedPosition(active);
            long began = System.nanoTime();
            if (nextPosition(next) < reached) {
                return false;
            }
            switchTo(next, active);
            keep(next, active, reached, Duration.ofNanos(System.nanoTime() - began), List.of(), why);
            return true;
        }));
    }

    private void switchTo(Generation next, Generation active) {
        jdbc.update(
                "update query.generation set role = 'RETIRED', retired_at = clock_timestamp()"
                        + " where number = ? and role = 'ACTIVE'",
                active.number());
        jdbc.update(
                "update query.generation set role = 'ACTIVE', decided_at = clock_timestamp()"
                        + " where number = ? and role = 'BUILDING'",
                next.number());
    }

    private void keep(
            Generation next,
            Generation active,
            long position,
            Duration held,
            List<RebuildComparison.Table> tables,
            @Nullable String failure) {
        jdbc.update(
                "insert into query.rebuild_comparison (generation, compared_with, position, held_millis, failure, tables)"
                        + " values (?, ?, ?, ?, ?, ?::jsonb)",
                next.number(),
                active.number(),
                position,
                held.toMillis(),
                failure,
                JSON.writeValueAsString(tables));
    }

    /** How a generation's rows compared with those of the one that it replaced; empty before, and where it replaced none. */
    Optional<RebuildComparison> comparison(Generation generation) {
        return jdbc
                .query(
                        "select compared_with, compared_at, position, held_millis, failure, tables"
                                + " from query.rebuild_comparison where generation = ?",
                        (row, n) -> {
                            List<RebuildComparison.Table> tables = JSON.readValue(
                                    row.getString("tables"), new TypeReference<List<RebuildComparison.Table>>() {});
                            String failure = row.getString("failure");
                            return new RebuildComparison(
                                    row.getInt("compared_with"),
                                    row.getTimestamp("compared_at").toInstant(),
                                    row.getLong("position"),
                                    row.getLong("held_millis"),
                                    failure == null && tables.stream().allMatch(RebuildComparison.Table::equal),
                                    failure,
                                    tables,
                                    LeftOut.ALL);
                        },
                        generation.number())
                .stream()
                .findFirst();
    }

    private boolean isBuilding(Generation generation) {
        return !jdbc.queryForList(
                        "select number from query.generation where number = ? and role = 'BUILDING' for update",
                        generation.number())
                .isEmpty();
    }

    private Generation active() {
        Integer number = jdbc.queryForObject(
                "select number from query.generation where role = 'ACTIVE' for update", Integer.class);
        if (number == null) {
            throw new IllegalStateException("no generation is active");
        }
        return new Generation(number);
    }

    private long lockedPosition(Generation generation) {
        return position(generation.sql("select next_position from {g}.progress for update"));
    }

    private long nextPosition(Generation generation) {
        return position(generation.sql("select next_position from {g}.progress"));
    }

    private long position(String sql) {
        Long position = jdbc.queryForObject(sql, Long.class);
        return position == null ? 0 : position;
    }

    /** What is known about the newest rebuild; empty when there never was one. */
    Optional<Rebuilds.Report> newestRebuild() {
        return jdbc
                .query(
                        "select g.number, g.role, g.requested_at, g.to_reach, g.began_at, g.decided_at, g.failure,"
                                + " to_regnamespace('query_g' || g.number) is not null as has_tables,"
                                + " clock_timestamp() as now from query.generation g where g.number > 1"
                                + " order by g.number desc limit 1",
                        (row, n) -> {
                            Generation generation = new Generation(row.getInt("number"));
                            Role role = Role.valueOf(row.getString("role"));
                            Instant beganAt = instant(row.getTimestamp("began_at"));
                            Instant decidedAt = instant(row.getTimestamp("decided_at"));
                            // Before its first entry a generation may have no tables yet, after it was dropped no more.
                            long projected =
                                    beganAt != null && row.getBoolean("has_tables") ? nextPosition(generation) : 0;
                            return new Rebuilds.Report(
                                    generation.number(),
                                    Rebuilds.State.of(role),
                                    row.getTimestamp("requested_at").toInstant(),
                                    beganAt,
                                    decidedAt,
                                    projected,
                                    row.getLong("to_reach"),
                                    rate(
                                            projected,
                                            beganAt,
                                            decidedAt,
                                            row.getTimestamp("now").toInstant()),
                                    row.getString("failure"),
                                    comparison(generation).orElse(null));
                        })
                .stream()
                .findFirst();
    }

    private static long rate(long projected, @Nullable Instant beganAt, @Nullable Instant decidedAt, Instant now) {
        if (beganAt == null) {
            return 0;
        }
        long millis =
                Duration.between(beganAt, decidedAt == null ? now : decidedAt).toMillis();
        return projected * 1000 / Math.max(1, millis);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
