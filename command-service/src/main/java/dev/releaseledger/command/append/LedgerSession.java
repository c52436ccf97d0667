package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Frontier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection and its SQL. A session that has failed in an unclear way is closed, never used again. */
final class LedgerSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSession.class);

    /**
     * A frozen or lost instance cannot hold the head: the server ends its transaction. Shorter than the wait for a lock,
     * so that the others get their turn instead of an error.
     */
    private static final String SETTINGS = """
            set idle_in_transaction_session_timeout = '2s';
            set lock_timeout = '4s';
            set statement_timeout = '6s';
            set tcp_keepalives_idle = 2;
            set tcp_keepalives_interval = 1;
            set tcp_keepalives_count = 3;
            set tcp_user_timeout = '5s';
            select set_config('transaction_timeout', '10s', false)
                where current_setting('server_version_num')::integer >= 170000;
            -- An answer promises that the entry is on the disk, whatever the server's default is.
            select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
            -- Everything here is looked up by key. A plan made while a table was small must not scan it when it is large.
            set enable_seqscan = off;
            set plan_cache_mode = force_generic_plan;
            set jit = off;
            """;

    /** The clock is read once the lock is held, hence the materialised inner query. */
    private static final String LOCK_HEAD = """
            with head as materialized (select origin, next_position, time, frontier from ledger.head for update)
            select origin, next_position, time, frontier, clock_timestamp() as now from head
            """;

    /** A lookup for each name by the index; {@code = any(array)} turns into a scan when the array is long. */
    private static final String SEQUENCES = """
            select u.stream, (select max(e.sequence) from ledger.entry e where e.stream = u.stream) as sequence
            from unnest(?::text[]) u (stream)
            """;

    private static final String CLAIMS = """
            select u.name, (select c.stream from ledger.claim c where c.name = u.name) as stream
            from unnest(?::text[]) u (name)
            """;

    /** The limit keeps this a lookup for each key. */
    private static final String RECEIPTS = """
            select r.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) u (actor, method, path, key)
            cross join lateral (select * from ledger.receipt r where r.actor = u.actor and r.method = u.method
                and r.path = u.path and r.key = u.key limit 1) r
            """;

    private static final String INSERT_ENTRIES = """
            with appended as (
                insert into ledger.entry (position, stream, sequence, bytes)
                select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bytea[]))
            update ledger.head set next_position = ?, time = ?, frontier = ?
            """;

    private static final String DELETE_CLAIMS =
            "delete from ledger.claim c using unnest(?::text[]) u (name) where c.name = u.name";

    private static final String INSERT_CLAIMS =
            "insert into ledger.claim (name, stream) select * from unnest(?::text[], ?::text[])";

    private static final String INSERT_RECEIPTS = """
            insert into ledger.receipt (actor, method, path, key, body_digest, status, headers, body, position, recorded)
            select u.*, ?::timestamptz from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[],
                ?::text[], ?::bytea[], ?::bigint[]) u
            """;

    /** SQLSTATE XX001. */
    private static final String DATA_CORRUPTED = "XX001";

    private static final String ENTRY_AT = "select bytes from ledger.entry where position = ?";

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private LedgerSession(Connection connection) {
        this.connection = connection;
    }

    static LedgerSession open(Database database) throws SQLException {
        Connection connection = database.connect("append");
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            connection.setAutoCommit(false);
            return new LedgerSession(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Begins a transaction that no other append can be in at the same time. */
    Head lockHead() throws SQLException {
        try (ResultSet row = prepared(LOCK_HEAD).executeQuery()) {
            return head(row);
        }
    }

    /** Begins a transaction as {@link #lockHead} and looks up all that these appends touch, in one round trip. */
    Turn begin(List<Append> appends) throws SQLException {
        Set<String> streams = new HashSet<>();
        Set<String> claims = new HashSet<>();
        Set<ReceiptKey> receipts = new HashSet<>();
        for (Append append : appends) {
            append.expectations().forEach(expectation -> streams.add(expectation.stream()));
            append.entries().forEach(entry -> streams.add(entry.stream()));
            claims.addAll(append.takes());
            claims.addAll(append.releases());
            if (append.receipt() != null) {
                receipts.add(append.receipt().key());
            }
        }
        RoundTrip trip = new RoundTrip();
        trip.add(LOCK_HEAD);
        if (!streams.isEmpty()) {
            trip.add(SEQUENCES, texts(streams));
        }
        if (!claims.isEmpty()) {
            trip.add(CLAIMS, texts(claims));
        }
        if (!receipts.isEmpty()) {
            trip.add(RECEIPTS, keys(List.copyOf(receipts), Function.identity()));
        }
        PreparedStatement answer = trip.execute();
        return new Turn(
                head(answer.getResultSet()),
                new Known(
                        streams.isEmpty() ? Map.of() : sequences(next(answer)),
                        claims.isEmpty() ? Map.of() : holders(next(answer)),
                        receipts.isEmpty() ? Map.of() : receipts(next(answer))));
    }

    private static ResultSet next(PreparedStatement answer) throws SQLException {
        answer.getMoreResults();
        return answer.getResultSet();
    }

    private static Head head(ResultSet row) throws SQLException {
        if (!row.next()) {
            throw new SQLException("the ledger has no head");
        }
        long nextPosition = row.getLong("next_position");
        try {
            return new Head(
                    row.getString("origin"),
                    nextPosition,
                    row.getObject("time", OffsetDateTime.class).toInstant(),
                    Frontier.fromBytes(nextPosition, row.getBytes("frontier")),
                    row.getObject("now", OffsetDateTime.class).toInstant());
        } catch (IllegalArgumentException e) {
            throw new SQLException("the frontier of the head is damaged", DATA_CORRUPTED, e);
        }
    }

    private static Map<String, Long> sequences(ResultSet rows) throws SQLException {
        Map<String, Long> sequences = new HashMap<>();
        while (rows.next()) {
            long sequence = rows.getLong(2);
            if (!rows.wasNull()) {
                sequences.put(rows.getString(1), sequence);
            }
        }
        return sequences;
    }

    private static Map<String, String> holders(ResultSet rows) throws SQLException {
        Map<String, String> holders = new HashMap<>();
        while (rows.next()) {
            if (rows.getString(2) instanceof String holder) {
                holders.put(rows.getString(1), holder);
            }
        }
        return holders;
    }

    private static Map<ReceiptKey, Receipt> receipts(ResultSet rows) throws SQLException {
        Map<ReceiptKey, Receipt> receipts = new HashMap<>();
        while (rows.next()) {
            Receipt receipt = Receipts.read(rows);
            receipts.put(receipt.key(), receipt);
        }
        return receipts;
    }

    /** Writes what the batch's appends led to, in one round trip. */
    void write(Batch batch) throws SQLException {
        RoundTrip trip = new RoundTrip();
        if (!batch.claimsGivenBack().isEmpty()) {
            trip.add(DELETE_CLAIMS, texts(batch.claimsGivenBack()));
        }
        if (!batch.claimsTaken().isEmpty()) {
            List<Map.Entry<String, String>> taken =
                    List.copyOf(batch.claimsTaken().entrySet());
            trip.add(
                    INSERT_CLAIMS,
                    array("text", taken, Map.Entry::getKey, String[]::new),
                    array("text", taken, Map.Entry::getValue, String[]::new));
        }
        if (!batch.newReceipts().isEmpty()) {
            addReceipts(trip, batch);
        }
        if (!batch.entries().isEmpty()) {
            addEntries(trip, batch);
        }
        if (!trip.isEmpty()) {
            trip.execute();
        }
    }

    private void addEntries(RoundTrip trip, Batch batch) throws SQLException {
        List<StoredEntry> entries = batch.entries();
        trip.add(
                INSERT_ENTRIES,
                array("bigint", entries, StoredEntry::position, Long[]::new),
                array("text", entries, StoredEntry::stream, String[]::new),
                array("bigint", entries, StoredEntry::sequence, Long[]::new),
                array("bytea", entries, StoredEntry::bytes, byte[][]::new),
                batch.nextPosition(),
                batch.time().atOffset(ZoneOffset.UTC),
                batch.frontier().toBytes());
    }

    private void addReceipts(RoundTrip trip, Batch batch) throws SQLException {
        List<Receipt> receipts = batch.newReceipts();
        trip.add(INSERT_RECEIPTS, batch.time().atOffset(ZoneOffset.UTC));
        trip.with(keys(receipts, Receipt::key));
        trip.with(
                array("text", receipts, Receipt::bodyDigest, String[]::new),
                array("integer", receipts, receipt -> receipt.answer().status(), Integer[]::new),
                array("text", receipts, receipt -> receipt.answer().headerLines(), String[]::new),
                array("bytea", receipts, receipt -> receipt.answer().body(), byte[][]::new),
                array("bigint", receipts, Receipt::position, Long[]::new));
    }

    private <T> Object[] keys(List<T> rows, Function<T, ReceiptKey> key) throws SQLException {
        List<ReceiptKey> keys = rows.stream().map(key).toList();
        return new Object[] {
            array("uuid", keys, ReceiptKey::actor, UUID[]::new),
            array("text", keys, ReceiptKey::method, String[]::new),
            array("text", keys, ReceiptKey::path, String[]::new),
            array("text", keys, ReceiptKey::key, String[]::new)
        };
    }

    /** Statements that go to the server together; when one of them fails, those after it are not executed. */
    private final class RoundTrip {
        private final List<String> statements = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        void add(String sql, Object... values) {
            statements.add(sql);
            with(values);
        }

        void with(Object... values) {
            parameters.addAll(List.of(values));
        }

        boolean isEmpty() {
            return statements.isEmpty();
        }

        PreparedStatement execute() throws SQLException {
            PreparedStatement statement = prepared(String.join(";\n", statements));
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            statement.execute();
            return statement;
        }
    }

    /** The bytes of an entry that is there. */
    Optional<byte[]> entryAt(long position) throws SQLException {
        PreparedStatement select = prepared(ENTRY_AT);
        select.setLong(1, position);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    private Array texts(Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }

    private <T, C> Array array(String type, List<T> rows, Function<T, C> column, IntFunction<C[]> newArray)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray(newArray));
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Closes it as far as it is still there. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection that is gone", e);
        }
    }
}
