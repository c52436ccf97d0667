package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteRejected;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs the head of the ledger once it is proven to extend the last checkpoint. One transaction holds the turn to sign, the
 * proof and the new checkpoint, so of two signers one sees what the other has signed. The head is read, never locked:
 * appends do not wait for this.
 */
final class Signing {
    /** "ledgersi" as a number: advisory locks are named by numbers, within their database. */
    private static final long LOCK = 0x6c65646765727369L;

    /** A signer that is frozen gives its turn back. What is signed is on the disk before anybody sees it. */
    private static final String SETTINGS = """
            set local idle_in_transaction_session_timeout = '5s';
            set local statement_timeout = '6s';
            set local enable_seqscan = off;
            select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off';
            """;

    private static final String TURN = "select pg_try_advisory_xact_lock(?)";

    private static final String LOOK = """
            select h.origin, h.next_position, h.frontier, c.size, c.note, c.frontier as signed_frontier,
                coalesce(c.recorded < clock_timestamp() - interval '1 second', true) as due
            from ledger.head h
            left join lateral (select size, note, frontier, recorded from ledger.checkpoint order by size desc limit 1) c
                on true
            """;

    private static final String NOTE = "select note from ledger.checkpoint where size = ?";

    private static final String KEEP = "insert into ledger.checkpoint (size, note, frontier) values (?, ?, ?)";

    private final SigningKeys keys;

    Signing(SigningKeys keys) {
        this.keys = keys;
    }

    /** A checkpoint that this process has signed. */
    record Signed(long size, String note) {}

    /**
     * Signs if it is time and there is something new.
     *
     * @param mine what this process signed last: it must be there for ever
     * @return what was signed and is committed; empty when nothing was
     * @throws SigningRefused when the head does not extend what was signed
     */
    Optional<Signed> sign(Connection connection, @Nullable Signed mine) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (Statement settings = connection.createStatement()) {
                settings.execute(SETTINGS);
            }
            Optional<Signed> signed = isMyTurn(connection) ? signInTurn(connection, mine) : Optional.empty();
            connection.commit();
            return signed;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean isMyTurn(Connection connection) throws SQLException {
        try (PreparedStatement turn = connection.prepareStatement(TURN)) {
            turn.setLong(1, LOCK);
            try (ResultSet row = turn.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Optional<Signed> signInTurn(Connection connection, @Nullable Signed mine) throws SQLException {
        if (mine != null) {
            requireStillThere(connection, mine);
        }
        Frontier head;
        Frontier last;
        boolean due;
        try (PreparedStatement look = connection.prepareStatement(LOOK);
                ResultSet row = look.executeQuery()) {
            if (!row.next()) {
                throw new SigningRefused("it has no head");
            }
            if (!row.getString("origin").equals(keys.origin())) {
                throw new SigningRefused("it is the ledger " + row.getString("origin") + ", not " + keys.origin());
            }
            head = frontier("its head", row.getLong("next_position"), row.getBytes("frontier"));
            last = last(row);
            due = row.getBoolean("due");
        }
        if (head.size() < last.size()) {
            throw new SigningRefused(
                    "its head went back: it has " + head.size() + " entries, and " + last.size() + " are signed");
        }
        if (!due && head.size() > last.size()) {
            return Optional.empty();
        }
        requireExtends(connection, last, head);
        return head.size() == last.size() ? Optional.empty() : Optional.of(keep(connection, head));
    }

    private static void requireStillThere(Connection connection, Signed mine) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NOTE)) {
            select.setLong(1, mine.size());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SigningRefused("it does not hold the checkpoint of " + mine.size()
                            + " entries, which was signed here; was a backup restored?");
                }
                if (!row.getString("note").equals(mine.note())) {
                    throw new SigningRefused(
                            "its checkpoint of " + mine.size() + " entries is not the one that was signed here");
                }
            }
        }
    }

    /** The tree that was signed last, by whichever instance. */
    private Frontier last(ResultSet row) throws SQLException {
        String note = row.getString("note");
        if (note == null) {
            return Frontier.EMPTY;
        }
        long size = row.getLong("size");
        String name = "its checkpoint of " + size + " entries";
        Frontier frontier = frontier(name, size, row.getBytes("signed_frontier"));
        try {
            Checkpoint checkpoint = Checkpoint.open(note, keys.origin(), keys.believed());
            if (checkpoint.size() != size || !checkpoint.root().equals(frontier.root())) {
                throw new SigningRefused(name + " is signed for " + checkpoint.size() + " entries and the root "
                        + checkpoint.root() + ", its frontier has the root " + frontier.root());
            }
            return frontier;
        } catch (Malformed e) {
            throw new SigningRefused(name + " is damaged: " + e.getMessage());
        } catch (NoteRejected e) {
            throw new SigningRefused(name + " is not signed by a key of this ledger (" + e.getMessage()
                    + "); one that signs no more belongs in release-ledger.retired-keys");
        }
    }

    private static Frontier frontier(String name, long size, byte[] bytes) {
        try {
            return Frontier.fromBytes(size, bytes);
        } catch (IllegalArgumentException e) {
            throw new SigningRefused(name + " has a damaged frontier: " + e.getMessage());
        }
    }

    private static void requireExtends(Connection connection, Frontier last, Frontier head) throws SQLException {
        Frontier computed = StoredTree.grow(connection, last, head.size());
        if (computed.size() < head.size()) {
            throw new SigningRefused("it does not hold entry " + computed.size());
        }
        if (!computed.equals(head)) {
            throw new SigningRefused("its entries do not extend the checkpoint of " + last.size()
                    + " entries to its head of " + head.size() + ": the root " + computed.root()
                    + " is computed, " + head.root() + " is kept");
        }
    }

    private Signed keep(Connection connection, Frontier head) throws SQLException {
        Checkpoint checkpoint = new Checkpoint(keys.origin(), head.size(), head.root());
        String note = keys.sign(checkpoint).format();
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setLong(1, head.size());
            keep.setString(2, note);
            keep.setBytes(3, head.toBytes());
            keep.executeUpdate();
        }
        return new Signed(head.size(), note);
    }
}
