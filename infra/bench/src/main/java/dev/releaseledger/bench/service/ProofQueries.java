package dev.releaseledger.bench.service;

import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.TilePath;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** What has to be read for a proof, over one connection and with nothing made of it: the checkpoint, and each tile once. */
final class ProofQueries {
    private final PreparedStatement checkpoint;
    private final PreparedStatement leaves;
    private final PreparedStatement hashes;

    ProofQueries(Connection connection) throws SQLException {
        checkpoint = connection.prepareStatement("select size, root, note from query_g1.checkpoint where size <="
                + " (select tree_size from query_g1.progress) order by size desc limit 1");
        leaves = connection.prepareStatement("select string_agg(leaf, ''::bytea order by position) from query_g1.entry"
                + " where position >= ? and position < ?");
        hashes = connection.prepareStatement("select string_agg(hash, ''::bytea order by index) from query_g1.tree_hash"
                + " where index >= ? and index < ? and level = ?");
    }

    /** The tiles that the proof of a position is made of. */
    static Set<HashTile> tiles(long position, long size) {
        Set<HashTile> tiles = new LinkedHashSet<>();
        InclusionProof.of(position, size, (level, index) -> {
            tiles.add(HashTile.holding(level, index, size));
            return Hash.EMPTY_ROOT;
        });
        return tiles;
    }

    void read(long position) throws SQLException {
        long size;
        try (ResultSet row = checkpoint.executeQuery()) {
            row.next();
            size = row.getLong("size");
        }
        for (HashTile tile : tiles(position, size)) {
            read(tile);
        }
    }

    private void read(HashTile tile) throws SQLException {
        PreparedStatement statement = tile.level() == 0 ? leaves : hashes;
        long first = tile.index() * TilePath.FULL_WIDTH;
        statement.setLong(1, first);
        statement.setLong(2, first + tile.width());
        if (tile.level() > 0) {
            statement.setInt(3, tile.level());
        }
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getBytes(1).length != tile.width() * Hash.LENGTH) {
                throw new IllegalStateException(tile.path() + " is not whole");
            }
        }
    }
}
