package dev.releaseledger.query.consume;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.consume.Batch.StreamHead;
import dev.releaseledger.query.entry.Doubt;
import dev.releaseledger.query.entry.Fold;
import dev.releaseledger.query.entry.FoldedStream;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.LedgerDiffers;
import dev.releaseledger.query.finding.rule.RuleBook;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.incident.IncidentStream;
import dev.releaseledger.query.policy.PolicyStream;
import dev.releaseledger.query.release.ReleaseStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** One generation's tables, as the projector reads and writes them. */
final class GenerationTables implements Streams, Projected {
    private static final int STREAMED = 500;

    private static final int MOST_POLICIES = 1_000;

    private static final LedgerDiffers LEDGER_DIFFERS = new LedgerDiffers();

    /** Leaves that one step of completing the tree reads: few megabytes, and far below a second. */
    private static final int LEAVES_A_STEP = 1 << 16;

    private final Cache<String, ReleasePolicy> policies =
            Caffeine.newBuilder().maximumSize(MOST_POLICIES).build();
    private final Generation generation;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final RuleBook rules;
    private boolean judges;

    GenerationTables(Generation generation, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this(generation, jdbc, transaction, RuleBook.current());
    }

    GenerationTables(Generation generation, JdbcTemplate jdbc, TransactionTemplate transaction, RuleBook rules) {
        this.generation = generation;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rules = rules;
    }

    /** How far the generation is, by the tables. */
    Progress progress() {
        Progress progress = jdbc.queryForObject(
                sql(
                        "select next_position, next_offset, last_time, frontier, stated_since, checkpoint_offset, stopped from {g}.progress"),
                (row, n) -> new Progress(
                        row.getLong("next_offset"),
                        instant(row.getTimestamp("last_time")),
                        Frontier.fromBytes(row.getLong("next_position"), row.getBytes("frontier")),
                        row.getLong("stated_since"),
                        row.getLong("checkpoint_offset"),
                        row.getString("stopped")));
        if (progress == null) {
            throw new IllegalStateException("the progress of " + generation + " is missing");
        }
        return progress;
    }

    /**
     * Writes a batch in one transaction.
     *
     * @return false when the generation has moved on or was stopped meanwhile; then nothing is written
     */
    boolean write(Batch batch) {
        boolean written = Boolean.TRUE.equals(transaction.execute(status -> {
            // First the progress: whoever comes second waits here, sees another position and writes nothing.
            if (!moved(batch.before(), batch.after())) {
                status.setRollbackOnly();
                return false;
            }
            if (!batch.entries().isEmpty()) {
                jdbc.execute((ConnectionCallback<Integer>) connection -> {
                    copyEntries(connection, batch.entries());
                    return batch.entries().size();
                });
                writeLandmarks(batch.landmarks());
                if (!judges && isJudged(batch)) {
                    writeRules(batch.before().nextPosition());
                }
                rowsOf(batch).forEach(this::write);
                writeDoubts(batch.streams());
            }
            if (batch.alarm() != null) {
                writeAlarm(batch.alarm());
            }
            return true;
        }));
        judges = judges || written && isJudged(batch);
        return written;
    }

    private boolean moved(Progress before, Progress after) {
        int rows = jdbc.update(
                sql(
                        "update {g}.progress set next_position = ?, next_offset = ?, last_time = ?, frontier = ?, stopped = ?,"
                                + " stated_since = ?, tree_size = case when tree_size = next_position then ? else tree_size end"
                                + " where next_position = ? and next_offset = ? and stopped is null"),
                after.nextPosition(),
                after.nextOffset(),
                timestamp(after.lastTime()),
                after.frontier().toBytes(),
                after.stopped(),
                after.statedSince(),
                after.nextPosition(),
                before.nextPosition(),
                before.nextOffset());
        return rows == 1;
    }

    private void copyEntries(Connection connection, List<Received.Placed> entries) throws SQLException {
        CopyRows rows = new CopyRows(
                connection, sql("{g}.entry (position, stream, sequence, time, occurred_at, type, bytes, leaf)"), 8);
        for (Received.Placed entry : entries) {
            Envelope envelope = entry.envelope();
            rows.row();
            rows.int8(entry.position());
            rows.text(entry.stream());
            rows.int8(envelope == null ? null : envelope.sequence());
            rows.timestamptz(envelope == null ? null : envelope.time());
            rows.timestamptz(envelope == null ? null : envelope.attribution().occurredAt());
            rows.text(envelope == null ? null : envelope.type());
            rows.bytea(entry.bytes());
            rows.bytea(entry.leaf().bytes());
        }
        rows.end();
    }

    private void writeLandmarks(List<Frontier> landmarks) {
        for (Frontier landmark : landmarks) {
            jdbc.update(
                    sql("insert into {g}.frontier (size, subtrees) values (?, ?)"),
                    landmark.size(),
                    landmark.toBytes());
        }
    }

    private void write(BatchRows rows) {
        if (!rows.isEmpty()) {
            jdbc.execute((ConnectionCallback<Integer>) connection -> rows.write(connection, generation));
        }
    }

    /** In the order that they are written in. */
    private List<BatchRows> rowsOf(Batch batch) {
        long from = batch.before().nextPosition();
        ReleaseRows releases = new ReleaseRows(this::policy);
        DeploymentRows deployments = new DeploymentRows(from);
        FindingRows findings = new FindingRows(rules, this::policy, from);
        IncidentRows incidents = new IncidentRows(from);
        FlagRows flags = new FlagRows();
        AccessRows accesses = new AccessRows();
        batch.streams().forEach((name, head) -> {
            switch (head.folded()) {
                case Folded.OfRelease(UUID id, ReleaseStream stream) -> {
                    releases.add(id, stream);
                    deployments.add(id, stream);
                    findings.add(name, stream);
                }
                case Folded.OfIncident(UUID id, IncidentStream stream) -> incidents.add(id, stream);
                case Folded.OfFlag(UUID id, FlagStream stream) -> {
                    findings.add(name, stream);
                    flags.add(id, stream);
                }
                case Folded.OfOther other -> {}
            }
        });
        for (Received.Placed entry : batch.entries()) {
            findings.add(entry);
            accesses.add(entry);
        }
        return List.of(
                new TreeRows(batch.tree()),
                releases,
                deployments,
                new DoraRows(batch, this::policy),
                findings,
                incidents,
                flags,
                new StoryRows(batch.story()),
                accesses);
    }

    /**
     * Writes the hashes of the tree's tiles that are missing, of entries that were projected before there were any. A bounded
     * number at a time, each in a transaction of its own, so that it goes on where it ended; where several instances do it at
     * once, each step counts once.
     *
     * @param goesOn whether to take another step
     */
    void completeTree(BooleanSupplier goesOn) {
        Frontier frontier = Frontier.EMPTY;
        TreeProgress now = treeProgress();
        while (now.complete() < now.projected() && goesOn.getAsBoolean()) {
            if (frontier.size() != now.complete()) {
                frontier = frontierAt(now.complete(), Frontier.EMPTY);
            }
            long to = Math.min(now.projected(), now.complete() + LEAVES_A_STEP);
            List<TreeHash> filled = new ArrayList<>();
            frontier = TreeHash.grow(frontier, leavesBetween(now.complete(), to), filled);
            keepTree(now.complete(), to, filled);
            now = treeProgress();
        }
    }

    private void keepTree(long from, long to, List<TreeHash> filled) {
        transaction.executeWithoutResult(status -> {
            // Whoever wrote no hashes of tiles did not look at what publishers state either.
            if (jdbc.update(
                            sql("update {g}.progress set tree_size = ?, stated_since = greatest(stated_since, ?)"
                                    + " where tree_size = ?"),
                            to,
                            to,
                            from)
                    == 1) {
                write(new TreeRows(filled));
            }
        });
    }

    private record TreeProgress(long complete, long projected) {}

    private TreeProgress treeProgress() {
        TreeProgress progress = jdbc.queryForObject(
                sql("select tree_size, next_position from {g}.progress"),
                (row, n) -> new TreeProgress(row.getLong("tree_size"), row.getLong("next_position")));
        if (progress == null) {
            throw new IllegalStateException("the progress of " + generation + " is missing");
        }
        return progress;
    }

    /** What stopped the projection, as a finding about the ledger itself: whoever reads findings must not miss it. */
    private void writeAlarm(Alarm alarm) {
        jdbc.update(
                sql(
                        "insert into {g}.finding (id, rule, rule_version, subject, key, severity, title, description, cited,"
                                + " since_position, since_at) select ?, ?, ?, ?, ?, ?, ?, ?, to_jsonb(?::int8[]), next_position - 1,"
                                + " coalesce(last_time, 'epoch') from {g}.progress on conflict do nothing"),
                LEDGER_DIFFERS.idOf(LedgerDiffers.SUBJECT, alarm.kind()),
                LEDGER_DIFFERS.id(),
                LEDGER_DIFFERS.version(),
                LedgerDiffers.SUBJECT,
                alarm.kind(),
                LEDGER_DIFFERS.severity().name(),
                LEDGER_DIFFERS.title(),
                alarm.message(),
                alarm.positions().toArray(Long[]::new));
    }

    /** What is known of the tree beside a checkpoint of this size that is not of it. */
    Alarm.Agreement agreement(long size, List<SignedCheckpoint> verified) {
        Alarm.Agreement kept = jdbc.queryForObject(
                sql("select coalesce((select max(size) from {g}.checkpoint where size < ?), 0) as below,"
                        + " coalesce((select min(size) from {g}.checkpoint where size >= ?), 0) as covering, stated_since"
                        + " from {g}.progress"),
                (row, n) ->
                        new Alarm.Agreement(row.getLong("below"), row.getLong("covering"), row.getLong("stated_since")),
                size,
                size);
        if (kept == null) {
            throw new IllegalStateException("the progress of " + generation + " is missing");
        }
        long below = kept.below();
        long covering = kept.covering();
        for (SignedCheckpoint checkpoint : verified) {
            if (checkpoint.size() < size) {
                below = Math.max(below, checkpoint.size());
            } else {
                covering = covering == 0 ? checkpoint.size() : Math.min(covering, checkpoint.size());
            }
        }
        return new Alarm.Agreement(below, covering, kept.statedSince());
    }

    private static boolean isJudged(Batch batch) {
        return batch.streams().values().stream().anyMatch(head -> switch (head.folded()) {
            case Folded.OfRelease release -> true;
            case Folded.OfFlag flag -> true;
            case Folded.OfIncident incident -> false;
            case Folded.OfOther other -> false;
        });
    }

    /**
     * Since when each version of each rule judges: from the first entry that findings were written of at all, or, of what came
     * later, from this batch on.
     */
    private void writeRules(long from) {
        jdbc.update(
                sql("insert into {g}.finding_rule (rule, version, since) select r.*, case when exists"
                        + " (select from {g}.finding_rule) then ? else (select finding_since from {g}.progress) end"
                        + " from unnest(?::text[], ?::int4[]) r on conflict do nothing"),
                from,
                rules.judging().stream().map(FindingRule::id).toArray(String[]::new),
                rules.judging().stream().map(FindingRule::version).toArray(Integer[]::new));
    }

    /** Read with the entries that are being written: a policy precedes the releases that pin it. */
    private ReleasePolicy policy(String product, int version) {
        if (version == PolicyBook.defaultPolicy().version()) {
            return PolicyBook.defaultPolicy();
        }
        String key = product + "/" + version;
        ReleasePolicy known = policies.getIfPresent(key);
        if (known != null) {
            return known;
        }
        PolicyStream[] folded = {PolicyStream.empty()};
        jdbc.query(
                sql("select bytes from {g}.entry where stream = ? order by position"),
                row -> {
                    folded[0] = folded[0].and(row.getBytes("bytes"));
                },
                PolicyEvent.stream(product));
        Optional<ReleasePolicy> found = folded[0].state().version(version);
        found.ifPresent(policy -> policies.put(key, policy));
        return found.orElse(PolicyBook.defaultPolicy());
    }

    private void writeDoubts(Map<String, StreamHead> streams) {
        streams.forEach((name, head) -> {
            Doubt doubt = head.folded().doubt();
            if (doubt != null) {
                jdbc.update(
                        sql("insert into {g}.incomplete_stream (stream, position, reason) values (?, ?, ?)"
                                + " on conflict do nothing"),
                        name,
                        doubt.position(),
                        doubt.reason());
            }
        });
    }

    @Override
    public Map<String, StreamHead> heads(Collection<String> streams) {
        String[] names = streams.toArray(String[]::new);
        Map<String, StreamHead> heads = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql(
                            "select u.stream, coalesce((select e.sequence from {g}.entry e where e.stream = u.stream and e.sequence is not null"
                                    + " order by e.position desc limit 1), -1)"
                                    + " as sequence, exists (select from {g}.entry e where e.stream = u.stream and e.sequence is"
                                    + " null) as gaps, i.position, i.reason from unnest(?::text[]) u(stream)"
                                    + " left join {g}.incomplete_stream i on i.stream = u.stream"));
                    statement.setArray(1, connection.createArrayOf("text", names));
                    return statement;
                },
                row -> {
                    String reason = row.getString("reason");
                    heads.put(
                            row.getString("stream"),
                            new StreamHead(
                                    row.getLong("sequence"),
                                    row.getBoolean("gaps"),
                                    new Folded.OfOther(
                                            reason == null ? null : new Doubt(row.getLong("position"), reason))));
                });
        heads.replaceAll((name, head) -> switch (Folded.nothingOf(name)) {
            case Folded.OfOther other -> head;
            case Folded.Subject<?> subject -> {
                boolean begun = head.sequence() >= 0 || head.gaps();
                yield new StreamHead(head.sequence(), head.gaps(), begun ? fold(name, subject) : subject);
            }
        });
        return heads;
    }

    /** A stream that is not remembered any more, from its entries. */
    private <S extends FoldedStream<S>> Folded fold(String stream, Folded.Subject<S> subject) {
        Fold<S> fold = new Fold<>(subject.stream());
        transaction.executeWithoutResult(status -> jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(
                            sql("select position, bytes from {g}.entry where stream = ? order by position"));
                    statement.setFetchSize(STREAMED);
                    statement.setString(1, stream);
                    return statement;
                },
                row -> {
                    byte[] bytes = row.getBytes("bytes");
                    fold.add(row.getLong("position"), ReadEntry.of(bytes), bytes.length);
                }));
        return subject.with(fold.stream());
    }

    @Override
    public Map<Long, Hash> leaves(Collection<Long> positions) {
        Long[] wanted = positions.toArray(Long[]::new);
        Map<Long, Hash> leaves = new HashMap<>();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(
                            sql("select e.position, e.leaf from unnest(?::bigint[]) u(position)"
                                    + " join {g}.entry e on e.position = u.position"));
                    statement.setArray(1, connection.createArrayOf("bigint", wanted));
                    return statement;
                },
                row -> {
                    leaves.put(row.getLong("position"), new Hash(row.getBytes("leaf")));
                });
        return leaves;
    }

    /** The roots of the trees over the first so many entries, for sizes that are projected. */
    Map<Long, Hash> rootsAt(SortedSet<Long> sizes) {
        Map<Long, Hash> roots = new HashMap<>();
        Frontier frontier = Frontier.EMPTY;
        for (long size : sizes) {
            frontier = frontierAt(size, frontier);
            roots.put(size, frontier.root());
        }
        return roots;
    }

    /** The frontier of a projected size, from a smaller one that is known or from the last landmark, whichever is nearer. */
    private Frontier frontierAt(long size, Frontier known) {
        long landmark = size - size % Projector.LANDMARK;
        Frontier before = landmark > known.size() ? landmarkAt(landmark) : known;
        return before.appendAll(leavesBetween(before.size(), size));
    }

    private Frontier landmarkAt(long size) {
        byte[] subtrees =
                jdbc.queryForObject(sql("select subtrees from {g}.frontier where size = ?"), byte[].class, size);
        if (subtrees == null) {
            throw new IllegalStateException("the frontier at " + size + " is missing");
        }
        return Frontier.fromBytes(size, subtrees);
    }

    private List<Hash> leavesBetween(long from, long to) {
        if (from == to) {
            return List.of();
        }
        List<Hash> leaves = new ArrayList<>((int) (to - from));
        jdbc.query(
                sql("select leaf from {g}.entry where position >= ? and position < ? order by position"),
                row -> {
                    leaves.add(new Hash(row.getBytes("leaf")));
                },
                from,
                to);
        if (leaves.size() != to - from) {
            throw new IllegalStateException("leaves are missing between " + from + " and " + to);
        }
        return leaves;
    }

    /**
     * Keeps checkpoints that the tree bears out.
     *
     * @return false when another instance was there first; then nothing is written
     */
    boolean keep(List<SignedCheckpoint> verified, long offsetBefore, long offsetAfter, @Nullable Alarm alarm) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int rows = jdbc.update(
                    sql("update {g}.progress set checkpoint_offset = ?, stopped = ?"
                            + " where checkpoint_offset = ? and stopped is null"),
                    offsetAfter,
                    alarm == null ? null : alarm.message(),
                    offsetBefore);
            if (rows != 1) {
                status.setRollbackOnly();
                return false;
            }
            if (alarm != null) {
                writeAlarm(alarm);
            }
            for (SignedCheckpoint checkpoint : verified) {
                jdbc.update(
                        sql("insert into {g}.checkpoint (size, root, note) values (?, ?, ?) on conflict do nothing"),
                        checkpoint.size(),
                        checkpoint.root().bytes(),
                        checkpoint.note());
            }
            return true;
        }));
    }

    private String sql(String template) {
        return generation.sql(template);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
