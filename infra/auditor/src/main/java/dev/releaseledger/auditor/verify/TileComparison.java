package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.source.Tiles;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashTile;
import dev.releaseledger.events.ledger.SubtreeListener;
import dev.releaseledger.events.ledger.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares the hashes that a log serves in its tiles with those of the entries, and so finds the first entry that differs. */
final class TileComparison implements SubtreeListener {
    private final Tiles served;
    private final Findings findings;
    private final List<Row> rows = new ArrayList<>();

    TileComparison(Tiles served, Findings findings) {
        this.served = served;
        this.findings = findings;
    }

    /** The hashes of one tile level from the beginning of the tile that is not compared yet. */
    private static final class Row {
        private final List<Hash> hashes = new ArrayList<>(TilePath.FULL_WIDTH);
        private long tile;
    }

    @Override
    public void completed(int level, long index, Hash hash) {
        if (level % TilePath.HEIGHT == 0) {
            int row = level / TilePath.HEIGHT;
            while (rows.size() <= row) {
                rows.add(new Row());
            }
            rows.get(row).hashes.add(hash);
        }
    }

    /** Compares the tiles that are full by now. */
    void compare() throws IOException {
        for (int level = 0; level < rows.size(); level++) {
            Row row = rows.get(level);
            while (row.hashes.size() >= TilePath.FULL_WIDTH) {
                compare(level, row, TilePath.FULL_WIDTH);
            }
        }
    }

    /** Compares the partial tiles of a log of this size. */
    void end(long size) throws IOException {
        compare();
        for (int level = 0; level < rows.size(); level++) {
            Row row = rows.get(level);
            int width = (int) ((size >>> level * TilePath.HEIGHT) - row.tile * TilePath.FULL_WIDTH);
            if (width > 0) {
                compare(level, row, Math.min(width, row.hashes.size()));
            }
        }
    }

    private void compare(int level, Row row, int width) throws IOException {
        HashTile tile = new HashTile(level, row.tile, width);
        List<Hash> own = row.hashes.subList(0, width);
        List<Hash> theirs = served.hashes(tile);
        long leaves = 1L << level * TilePath.HEIGHT;
        for (int i = 0; i < width; i++) {
            if (!own.get(i).equals(theirs.get(i))) {
                findings.fault(
                        (row.tile * TilePath.FULL_WIDTH + i) * leaves,
                        Fault.EntryKind.TILE,
                        "hash " + theirs.get(i).toBase64() + ", as " + served.name() + "/" + tile.path() + " has it",
                        own.get(i).toBase64()
                                + (level == 0 ? "" : " over " + leaves + " entries from that position on"));
                break;
            }
        }
        own.clear();
        row.tile++;
    }
}
