package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.report.Fault.LedgerKind;
import dev.releaseledger.auditor.source.Tiles;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Builds the ledger's Merkle tree again, leaf by leaf, and compares its root with each checkpoint where the tree has that
 * checkpoint's size. Keeps no more of the tree than its border.
 */
final class Tree {
    private static final int BATCH = 256;

    private final List<Witnessed> checkpoints;
    private final @Nullable TileComparison tiles;
    private final boolean whole;
    private final Findings findings;
    private final List<Differing> differing = new ArrayList<>();
    private final List<Hash> leaves = new ArrayList<>(BATCH);
    private Frontier frontier = Frontier.EMPTY;
    private long size;
    private long agreedSize;
    private int next;

    /**
     * @param checkpoints what was signed
     * @param served a log whose hash tiles are to be the same; null where none is asked
     * @param whole whether an entry behind the largest checkpoint is a fault
     */
    Tree(List<Witnessed> checkpoints, @Nullable Tiles served, boolean whole, Findings findings) {
        this.checkpoints = checkpoints.stream()
                .sorted(Comparator.comparingLong(each -> each.checkpoint().size()))
                .toList();
        this.tiles = served == null ? null : new TileComparison(served, findings);
        this.whole = whole;
        this.findings = findings;
    }

    /** A checkpoint, the root of the same number of entries, and how many of them an earlier checkpoint vouches for. */
    private record Differing(Witnessed witnessed, Hash root, long agreed) {}

    /** Takes the next entry. */
    void entry(byte[] buffer, int offset, int length) throws IOException {
        if (size == nextSize()) {
            compare();
        }
        leaves.add(Hash.leaf(buffer, offset, length));
        size++;
        if (leaves.size() == BATCH) {
            grow();
        }
    }

    private long nextSize() {
        return next < checkpoints.size() ? checkpoints.get(next).checkpoint().size() : Long.MAX_VALUE;
    }

    private void grow() throws IOException {
        frontier = tiles == null ? frontier.appendAll(leaves) : frontier.appendAll(leaves, tiles);
        leaves.clear();
        if (tiles != null) {
            tiles.compare();
        }
    }

    private void compare() throws IOException {
        grow();
        Hash root = frontier.root();
        for (; size == nextSize(); next++) {
            Witnessed witnessed = checkpoints.get(next);
            if (witnessed.checkpoint().root().equals(root)) {
                agreedSize = size;
            } else {
                differing.add(new Differing(witnessed, root, agreedSize));
            }
        }
    }

    /**
     * Ends where there are no more entries: compares with the checkpoint of this very size, and says which ones are of more
     * entries than there are, and which entries none is of.
     */
    void end() throws IOException {
        if (size == nextSize()) {
            compare();
        } else {
            grow();
        }
        if (tiles != null) {
            tiles.end(size);
        }
        settle();
        for (; next < checkpoints.size(); next++) {
            Witnessed witnessed = checkpoints.get(next);
            findings.fault(new Fault.OfLedger(
                    OptionalLong.of(size),
                    LedgerKind.SIZE,
                    witnessed.checkpoint().size() + " entries, as signed in " + witnessed.from(),
                    size + " entries"));
        }
        long signed = checkpoints.isEmpty()
                ? size
                : checkpoints.getLast().checkpoint().size();
        if (whole && size > signed) {
            findings.fault(new Fault.OfLedger(
                    OptionalLong.of(signed),
                    LedgerKind.ENTRIES,
                    "no more than the " + signed + " entries of the newest checkpoint",
                    size + " entries, of which nobody signed the last " + (size - signed)));
        }
    }

    /**
     * Says which checkpoints differ. Of two signed histories these entries are of one: a smaller checkpoint that differs
     * although a larger one agrees is of the other.
     */
    void settle() {
        for (Differing found : differing) {
            Witnessed witnessed = found.witnessed();
            long signed = witnessed.checkpoint().size();
            String expected = "root " + witnessed.checkpoint().root().toBase64() + " of " + signed
                    + " entries, as signed in " + witnessed.from();
            if (signed <= agreedSize) {
                findings.fault(new Fault.OfLedger(
                        LedgerKind.FORK,
                        expected,
                        found.root().toBase64() + ", and these entries are those of the checkpoint of " + agreedSize
                                + " entries: two histories were signed"));
            } else {
                findings.fault(new Fault.OfLedger(
                        found.agreed() == 0 ? OptionalLong.empty() : OptionalLong.of(found.agreed()),
                        LedgerKind.ROOT,
                        expected,
                        found.root().toBase64()
                                + (found.agreed() == 0
                                        ? ""
                                        : "; the checkpoint of " + found.agreed()
                                                + " entries agrees, so something from there on differs")));
            }
        }
        differing.clear();
    }

    long size() {
        return size;
    }

    /** How many entries the largest checkpoint that agrees covers. */
    long agreedSize() {
        return agreedSize;
    }
}
