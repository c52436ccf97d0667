package dev.releaseledger.query.ledger;

import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.TileHashes;
import dev.releaseledger.events.ledger.TilePath;
import dev.releaseledger.query.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Merkle tree over the received entries, as the projector keeps it: what tiles and proofs are made of. Ask only for sizes
 * up to that of {@link #newest}: these trees were compared with what the log signed.
 */
@Component
public final class LedgerTree {
    private final JdbcClient jdbc;

    public LedgerTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The hashes of the tree over the first so many entries. Reads each tile once and keeps it: for a few proofs, by one
     * thread.
     *
     * @param size at most that of the newest checkpoint
     */
    public HashSource at(Generation generation, long size) {
        return new TileHashes(size, tile -> tile(generation, tile));
    }

    /** Proves that the tree over the first {@code size} entries has the entry at a position. */
    public InclusionProof inclusion(Generation generation, long position, long size) {
        return InclusionProof.of(position, size, at(generation, size));
    }

    /** Proves that the tree over the first {@code to} entries extends the one over the first {@code from}. */
    public ConsistencyProof consistency(Generation generation, long from, long to) {
        return ConsistencyProof.of(from, to, at(generation, to));
    }

    /** The newest checkpoint whose tree was built again here; empty when there is none yet. */
    public Optional<ServedCheckpoint> newest(Generation generation) {
        return jdbc.sql(generation.sql("select size, root, note from {g}.checkpoint"
                        + " where size <= (select tree_size from {g}.progress) order by size desc limit 1"))
                .query((row, n) -> served(row))
                .optional();
    }

    /** The checkpoint of exactly this size, whose tree was built again here; empty when nobody signed one. */
    public Optional<ServedCheckpoint> checkpoint(Generation generation, long size) {
        return jdbc.sql(generation.sql("select size, root, note from {g}.checkpoint where size = ?"
                        + " and size <= (select tree_size from {g}.progress)"))
                .param(size)
                .query((row, n) -> served(row))
                .optional();
    }

    private static ServedCheckpoint served(ResultSet row) throws SQLException {
        try {
            return new ServedCheckpoint(
                    row.getLong("size"), new Hash(row.getBytes("root")), SignedNote.parse(row.getString("note")));
        } catch (Malformed e) {
            throw new IllegalStateException("a kept checkpoint is not a signed note", e);
        }
    }

    /**
     * The bytes of a tile.
     *
     * @throws IllegalStateException when the tree is smaller than the tile says
     */
    byte[] tile(Generation generation, HashTile tile) {
        long first = tile.index() * TilePath.FULL_WIDTH;
        JdbcClient.StatementSpec query = tile.level() == 0
                ? jdbc.sql(generation.sql("select string_agg(leaf, ''::bytea order by position) from {g}.entry"
                        + " where position >= ? and position < ?"))
                : jdbc.sql(generation.sql("select string_agg(hash, ''::bytea order by index) from {g}.tree_hash"
                        + " where index >= ? and index < ? and level = " + tile.level()));
        byte[] hashes = query.param(first)
                .param(first + tile.width())
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("the tree has no " + tile.path()));
        if (hashes.length != tile.width() * Hash.LENGTH) {
            throw new IllegalStateException("the tree has only " + hashes.length / Hash.LENGTH + " hashes of the "
                    + tile.width() + " of " + tile.path());
        }
        return hashes;
    }
}
