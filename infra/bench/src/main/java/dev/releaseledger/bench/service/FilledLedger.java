package dev.releaseledger.bench.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NoteSigner;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tables that proofs are made of, filled as the projection fills them: leaf hashes, the hashes of the tiles above them,
 * frontiers, and a signed checkpoint of all of it. What else is known of an entry is left out, and most entries are but their
 * number; the newest are as long as entries are, so that their leaves lie as far apart in the table.
 *
 * @param size how many entries there are
 * @param usualSince the first position whose entry is of usual length
 */
record FilledLedger(long size, long usualSince) {
    /** So many are of usual length, where there are far more. */
    private static final long OF_USUAL_LENGTH = 1_000_000;

    private static final int USUAL_LENGTH = 800;

    private static final int AT_A_TIME = 1024;

    static FilledLedger fill(Connection connection, int entries, NoteSigner signer) throws SQLException, IOException {
        FilledLedger ledger = new FilledLedger(entries, entries - Math.min(OF_USUAL_LENGTH, entries / 2));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate query_g1.entry, query_g1.tree_hash, query_g1.frontier, query_g1.checkpoint");
        }
        Frontier frontier = ledger.fillTree(connection);
        ledger.sign(connection, frontier, signer);
        connection.commit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze query_g1.entry");
            statement.execute("analyze query_g1.tree_hash");
        }
        return ledger;
    }

    /** What lies at a position. */
    byte[] entry(long position) {
        byte[] entry = ("entry " + position).getBytes(US_ASCII);
        return position < usualSince ? entry : Arrays.copyOf(entry, USUAL_LENGTH);
    }

    private Frontier fillTree(Connection connection) throws SQLException, IOException {
        KeptTree kept = new KeptTree();
        Frontier frontier = Frontier.EMPTY;
        try (BinaryCopy rows = new BinaryCopy(connection, "query_g1.entry (position, bytes, leaf)", 3)) {
            while (frontier.size() < size) {
                List<Hash> leaves = new ArrayList<>(AT_A_TIME);
                long to = Math.min(size, frontier.size() + AT_A_TIME);
                for (long position = frontier.size(); position < to; position++) {
                    byte[] entry = entry(position);
                    Hash leaf = Hash.leaf(entry);
                    leaves.add(leaf);
                    rows.row();
                    rows.int8(position);
                    rows.bytea(entry);
                    rows.bytea(leaf.bytes());
                }
                frontier = kept.grow(frontier, leaves);
            }
        }
        try (BinaryCopy rows = new BinaryCopy(connection, "query_g1.tree_hash (level, index, hash)", 3)) {
            for (KeptTree.TileHash tile : kept.tiles()) {
                rows.row();
                rows.int2(tile.level());
                rows.int8(tile.index());
                rows.bytea(tile.hash().bytes());
            }
        }
        try (BinaryCopy rows = new BinaryCopy(connection, "query_g1.frontier (size, subtrees)", 2)) {
            for (KeptTree.Landmark landmark : kept.landmarks()) {
                rows.row();
                rows.int8(landmark.size());
                rows.bytea(landmark.subtrees());
            }
        }
        return frontier;
    }

    private void sign(Connection connection, Frontier frontier, NoteSigner signer) throws SQLException {
        try (PreparedStatement checkpoint =
                connection.prepareStatement("insert into query_g1.checkpoint (size, root, note) values (?, ?, ?)")) {
            checkpoint.setLong(1, size);
            checkpoint.setBytes(2, frontier.root().bytes());
            checkpoint.setString(
                    3,
                    new Checkpoint(Site.ORIGIN, size, frontier.root())
                            .sign(signer)
                            .format());
            checkpoint.executeUpdate();
        }
        try (PreparedStatement progress = connection.prepareStatement(
                "update query_g1.progress set next_position = ?, tree_size = ?, frontier = ?")) {
            progress.setLong(1, size);
            progress.setLong(2, size);
            progress.setBytes(3, frontier.toBytes());
            progress.executeUpdate();
        }
    }
}
