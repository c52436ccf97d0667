package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tree over the entries as they are stored, computed again from their bytes. */
public final class StoredTree {
    /** Sized for the memory: an entry has at most 64 KiB. */
    private static final int PAGE = 500;

    private static final String ENTRIES =
            "select position, bytes from ledger.entry where position >= ? and position < ?"
                    + " order by position limit ?";

    private StoredTree() {}

    /**
     * Carries a frontier on over the stored entries.
     *
     * @param from the frontier over the entries before
     * @param size how many entries the tree is to have
     * @return the frontier of that size; a smaller one where the entry at its size is not there
     */
    public static Frontier grow(Connection connection, Frontier from, long size) throws SQLException {
        Frontier grown = from;
        while (grown.size() < size) {
            List<Hash> leaves = leaves(connection, grown.size(), size);
            if (leaves.isEmpty()) {
                return grown;
            }
            grown = grown.appendAll(leaves);
        }
        return grown;
    }

    /** The next leaves, up to the first gap. */
    private static List<Hash> leaves(Connection connection, long from, long size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setLong(1, from);
            select.setLong(2, size);
            select.setInt(3, PAGE);
            List<Hash> leaves = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next() && rows.getLong(1) == from + leaves.size()) {
                    leaves.add(Hash.leaf(rows.getBytes(2)));
                }
            }
            return leaves;
        }
    }
}
