package dev.releaseledger.auditor.export;

import dev.releaseledger.auditor.report.Fault;
import dev.releaseledger.auditor.report.Progress;
import dev.releaseledger.auditor.source.ClaimedPosition;
import dev.releaseledger.auditor.source.EntrySource;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries on their way into a file, with the tree over them. */
final class Writing {
    private static final int AT_A_TIME = 1024;
    private static final int KEPT_EVERY = 100 * AT_A_TIME;

    private final Part part;
    private final long size;
    private final Progress progress;
    private final List<Hash> leaves = new ArrayList<>(AT_A_TIME);
    private Frontier frontier = Frontier.EMPTY;
    private long kept;
    private long next;
    private @Nullable Fault fault;

    Writing(Part part, long size, Progress progress) {
        this.part = part;
        this.size = size;
        this.progress = progress;
    }

    /** Hashes again what an earlier run wrote: a disk may have changed it since. */
    void goOnAfter(EntrySource written) throws IOException {
        written.read(0, (position, buffer, offset, length) -> {
            add(Hash.leaf(buffer, offset, length));
            return true;
        });
        kept = next;
    }

    /** Writes what comes next; keeps what there is when it breaks off. */
    void write(EntrySource source) throws IOException {
        if (next < size) {
            try {
                source.read(next, this::entry);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (IOException e) {
                if (next == 0) {
                    part.giveUp();
                    throw e;
                }
                part.keep(next);
                throw new IOException(
                        e.getMessage() + "; " + next + " of " + size
                                + " entries are kept, and the same command goes on with them",
                        e);
            }
        }
        frontier = frontier.appendAll(leaves);
        leaves.clear();
    }

    private boolean entry(long position, byte[] buffer, int offset, int length) {
        long claimed = ClaimedPosition.of(buffer, offset, length);
        if (position != next || claimed != next) {
            fault = new Fault.OfEntry(
                    next,
                    Fault.EntryKind.POSITION,
                    Long.toString(next),
                    claimed == ClaimedPosition.NONE ? "an entry without a position" : Long.toString(claimed));
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                fault = new Fault.OfEntry(next, Fault.EntryKind.ENVELOPE, "an entry of one line", "a line feed in it");
                return false;
            }
        }
        try {
            part.line(buffer, offset, length);
            add(Hash.leaf(buffer, offset, length));
            if (next - kept >= KEPT_EVERY) {
                part.keep(next);
                kept = next;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next < size;
    }

    private void add(Hash leaf) {
        leaves.add(leaf);
        next++;
        if (leaves.size() == AT_A_TIME) {
            frontier = frontier.appendAll(leaves);
            leaves.clear();
            progress.at(next);
        }
    }

    /** How many entries there are so far. */
    long written() {
        return next;
    }

    /** What does not hold of what was written; null where everything does. */
    @Nullable
    Fault fault(Checkpoint checkpoint) {
        if (fault != null) {
            return fault;
        }
        if (next < size) {
            return new Fault.OfLedger(Fault.LedgerKind.SIZE, Long.toString(size), Long.toString(next));
        }
        return frontier.root().equals(checkpoint.root())
                ? null
                : new Fault.OfLedger(
                        Fault.LedgerKind.ROOT,
                        checkpoint.root().toBase64(),
                        frontier.root().toBase64());
    }
}
