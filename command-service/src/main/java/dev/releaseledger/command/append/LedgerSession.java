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
            if (!row.next()) {
                throw new SQLException("the ledger has no head");
            }
            long nextPosition = row.getLong("next_position");
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

    /** Looks up all that these appends touch. */
    Known know(List<Append> appends) throws SQLException {
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
        return new Known(sequences(streams), claims(claims), receipts(receipts));
    }

    private Map<String, Long> sequences(Set<String> streams) throws SQLException {
        Map<String, Long> sequences = HashMap.newHashMap(streams.size());
        if (!streams.isEmpty()) {
            PreparedStatement select = prepared(SEQUENCES);
            select.setArray(1, texts(streams));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long sequence = rows.getLong(2);
                    if (!rows.wasNull()) {
                        sequences.put(rows.getString(1), sequence);
                    }
                }
            }
        }
        return sequences;
    }

    private Map<String, String> claims(Set<String> names) throws SQLException {
        Map<String, String> holders = new HashMap<>();
        if (!names.isEmpty()) {
            PreparedStatement select = prepared(CLAIMS);
            select.setArray(1, texts(names));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(2) instanceof String holder) {
                        holders.put(rows.getString(1), holder);
                    }
                }
            }
        }
        return holders;
    }

    private Map<ReceiptKey, Receipt> receipts(Set<ReceiptKey> keys) throws SQLException {
        Map<ReceiptKey, Receipt> receipts = new HashMap<>();
        if (!keys.isEmpty()) {
            PreparedStatement select = prepared(RECEIPTS);
            setKeys(select, 1, List.copyOf(keys), Function.identity());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Receipt receipt = Receipts.read(rows);
                    receipts.put(receipt.key(), receipt);
                }
            }
        }
        return receipts;
    }

    /** Writes what the batch's appends led to. */
    void write(Batch batch) throws SQLException {
        if (!batch.claimsGivenBack().isEmpty()) {
            PreparedStatement delete = prepared(DELETE_CLAIMS);
            delete.setArray(1, texts(batch.claimsGivenBack()));
            delete.executeUpdate();
        }
        Map<String, String> taken = batch.claimsTaken();
        if (!taken.isEmpty()) {
            PreparedStatement insert = prepared(INSERT_CLAIMS);
            List<Map.Entry<String, String>> claims = List.copyOf(taken.entrySet());
            insert.setArray(1, texts(claims.stream().map(Map.Entry::getKey).toList()));
            insert.setArray(2, texts(claims.stream().map(Map.Entry::getValue).toList()));
            insert.executeUpdate();
        }
        if (!batch.newReceipts().isEmpty()) {
            writeReceipts(batch);
        }
        if (!batch.entries().isEmpty()) {
            writeEntries(batch);
        }
    }

    private void writeEntries(Batch batch) throws SQLException {
        List<StoredEntry> entries = batch.entries();
        PreparedStatement insert = prepared(INSERT_ENTRIES);
        insert.setArray(1, array("bigint", entries, StoredEntry::position, Long[]::new));
        insert.setArray(2, array("text", entries, StoredEntry::stream, String[]::new));
        insert.setArray(3, array("bigint", entries, StoredEntry::sequence, Long[]::new));
        insert.setArray(4, array("bytea", entries, StoredEntry::bytes, byte[][]::new));
        insert.setLong(5, batch.nextPosition());
        insert.setObject(6, batch.time().atOffset(ZoneOffset.UTC));
        insert.setBytes(7, batch.frontier().toBytes());
        insert.executeUpdate();
    }

    private void writeReceipts(Batch batch) throws SQLException {
        List<Receipt> receipts = batch.newReceipts();
        PreparedStatement insert = prepared(INSERT_RECEIPTS);
        insert.setObject(1, batch.time().atOffset(ZoneOffset.UTC));
        setKeys(insert, 2, receipts, Receipt::key);
        insert.setArray(6, array("text", receipts, Receipt::bodyDigest, String[]::new));
        insert.setArray(
                7, array("integer", receipts, receipt -> receipt.answer().status(), Integer[]::new));
        insert.setArray(8, array("text", receipts, receipt -> receipt.answer().headerLines(), String[]::new));
        insert.setArray(9, array("bytea", receipts, receipt -> receipt.answer().body(), byte[][]::new));
        insert.setArray(10, array("bigint", receipts, Receipt::position, Long[]::new));
        insert.executeUpdate();
    }

    private <T> void setKeys(PreparedStatement statement, int first, List<T> rows, Function<T, ReceiptKey> key)
            throws SQLException {
        List<ReceiptKey> keys = rows.stream().map(key).toList();
        statement.setArray(first, array("uuid", keys, ReceiptKey::actor, UUID[]::new));
        statement.setArray(first + 1, array("text", keys, ReceiptKey::method, String[]::new));
        statement.setArray(first + 2, array("text", keys, ReceiptKey::path, String[]::new));
        statement.setArray(first + 3, array("text", keys, ReceiptKey::key, String[]::new));
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
