package dev.releaseledger.query.ledger;

import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSignature;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.TileHashes;
import dev.releaseledger.events.ledger.TilePath;
import dev.releaseledger.events.ledger.WitnessKey;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.settings.PinnedWitnesses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Merkle tree over the received entries, as the projector keeps it: what tiles and proofs are made of. Ask only for sizes
 * up to that of {@link #newest}: these trees were compared with what the log signed.
 */
@Component
public final class LedgerTree {
    private static final String VERIFIED = "select size, root, note from {g}.checkpoint";
    private static final String BUILT = "size <= (select tree_size from {g}.progress)";

    /** Where the hashes of an older generation's tree are still made up for, a verified checkpoint's may not all be there. */
    private static final String CHECKPOINT = VERIFIED + " where " + BUILT;

    private final JdbcClient jdbc;
    private final PinnedWitnesses pinned;

    public LedgerTree(JdbcClient jdbc, PinnedWitnesses pinned) {
        this.jdbc = jdbc;
        this.pinned = pinned;
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
        return newestSigned(generation).map(this::cosigned);
    }

    /** Like {@link #newest}, with the log's own signatures alone, as witnesses get it. */
    public Optional<ServedCheckpoint> newestSigned(Generation generation) {
        return jdbc.sql(generation.sql(CHECKPOINT + " order by size desc limit 1"))
                .query((row, n) -> served(row))
                .optional();
    }

    /** How many entries the newest of them covers. */
    long covered(Generation generation) {
        return jdbc.sql(generation.sql(
                        "select size from {g}.checkpoint where " + BUILT + " order by size desc limit 1"))
                .query(Long.class)
                .optional()
                .orElseThrow(Answers::noCheckpoint);
    }

    /**
     * The newest checkpoint that has the quorum of cosignatures; the newest of all where none is asked for, or none has it.
     * Others than this one are covered too: use it for who takes a checkpoint away with a proof.
     */
    public Optional<ServedCheckpoint> preferred(Generation generation) {
        return witnessed(generation, "c." + BUILT).or(() -> newest(generation));
    }

    /**
     * The same among all that were verified, also those whose tiles are not all there yet: for who takes a checkpoint away
     * alone, to whom the ledger must never seem to shrink.
     */
    Optional<ServedCheckpoint> preferredAlone(Generation generation) {
        return witnessed(generation, "true")
                .or(() -> jdbc.sql(generation.sql(VERIFIED + " order by size desc limit 1"))
                        .query((row, n) -> served(row))
                        .optional()
                        .map(this::cosigned));
    }

    /** The newest with the quorum, found along the index of cosignatures; empty where none is asked for. */
    private Optional<ServedCheckpoint> witnessed(Generation generation, String condition) {
        if (pinned.quorum() == 0) {
            return Optional.empty();
        }
        return jdbc.sql(generation.sql(VERIFIED + " where (size, root) = (select s.size, s.root"
                        + " from query.cosignature s where s.witness = any(?) and exists (select from {g}.checkpoint c"
                        + " where c.size = s.size and c.root = s.root and " + condition + ")"
                        + " group by s.size, s.root having count(*) >= ? order by s.size desc, s.root desc limit 1)"))
                .param(witnesses())
                .param(pinned.quorum())
                .query((row, n) -> served(row))
                .optional()
                .map(this::cosigned);
    }

    /** The checkpoint of exactly this size, whose tree was built again here; empty when nobody signed one. */
    public Optional<ServedCheckpoint> checkpoint(Generation generation, long size) {
        return jdbc.sql(generation.sql(CHECKPOINT + " and size = ?"))
                .param(size)
                .query((row, n) -> served(row))
                .optional()
                .map(this::cosigned);
    }

    private static ServedCheckpoint served(ResultSet row) throws SQLException {
        try {
            return new ServedCheckpoint(
                    row.getLong("size"), new Hash(row.getBytes("root")), SignedNote.parse(row.getString("note")));
        } catch (Malformed e) {
            throw new IllegalStateException("a kept checkpoint is not a signed note", e);
        }
    }

    private ServedCheckpoint cosigned(ServedCheckpoint checkpoint) {
        if (pinned.witnesses().isEmpty()) {
            return checkpoint;
        }
        List<String> lines = jdbc.sql(
                        "select signature from query.cosignature where witness = any(?) and size = ? and root = ?"
                                + " order by time, witness")
                .param(witnesses())
                .param(checkpoint.size())
                .param(checkpoint.root().bytes())
                .query((row, n) -> row.getString("signature"))
                .list();
        if (lines.isEmpty()) {
            return checkpoint;
        }
        SignedNote note = checkpoint.note();
        try {
            for (NoteSignature cosignature : Cosignature.parseLines(String.join("\n", lines) + "\n")) {
                note = note.with(cosignature);
            }
        } catch (Malformed e) {
            throw new IllegalStateException("a kept cosignature is not a signature line", e);
        }
        return new ServedCheckpoint(checkpoint.size(), checkpoint.root(), note);
    }

    private String[] witnesses() {
        return pinned.keys().stream().map(WitnessKey::format).toArray(String[]::new);
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
