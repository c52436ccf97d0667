package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault.EntryKind;
import dev.releaseledger.auditor.report.Progress;
import dev.releaseledger.auditor.source.ClaimedPosition;
import dev.releaseledger.auditor.source.EntrySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a source from its first entry to its last. Every entry must claim the position that it is at, and goes into
 * the tree; where more than hashes is asked for, it is read and decided again as well.
 */
final class Verification {
    private static final long SHOWN_EVERY = 1 << 12;

    private final Findings findings;
    private final Tree tree;
    private final @Nullable Entries entries;
    private final Progress progress;
    private long next;
    private boolean stopped;

    /**
     * @param entries reads them as what they claim to be; null where hashes are all that is asked for
     */
    Verification(Findings findings, Tree tree, @Nullable Entries entries, Progress progress) {
        this.findings = findings;
        this.tree = tree;
        this.entries = entries;
        this.progress = progress;
    }

    /**
     * Reads everything.
     *
     * @throws IOException where the source cannot be read to its end; what was found up to there is found
     */
    void read(EntrySource source) throws IOException {
        try {
            source.read(0, (position, buffer, offset, length) -> {
                stopped = !take(position, buffer, offset, length);
                return !stopped;
            });
        } catch (UncheckedIOException e) {
            tree.settle();
            throw e.getCause();
        } catch (IOException e) {
            tree.settle();
            throw e;
        }
        if (stopped) {
            tree.settle();
        } else {
            tree.end();
            if (entries != null) {
                entries.end(tree.size());
            }
        }
    }

    private boolean take(long at, byte[] buffer, int offset, int length) {
        long claimed = ClaimedPosition.of(buffer, offset, length);
        // Where nothing is claimed, it is for whoever reads the entry to say so.
        if (claimed != next && claimed != ClaimedPosition.NONE || claimed == ClaimedPosition.NONE && entries == null) {
            findings.fault(
                    next,
                    EntryKind.POSITION,
                    "the entry of position " + next,
                    claimed == ClaimedPosition.NONE
                            ? "an entry that claims no position"
                            : "that of position " + claimed);
        } else if (at != next) {
            findings.fault(
                    next, EntryKind.POSITION, "the entry of position " + next, "one that is said to be at " + at);
        }
        try {
            tree.entry(buffer, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long position = claimed == ClaimedPosition.NONE ? next : claimed;
        if (entries != null) {
            entries.entry(position, Arrays.copyOfRange(buffer, offset, offset + length));
        }
        next = position + 1;
        if (tree.size() % SHOWN_EVERY == 0) {
            progress.at(tree.size());
        }
        return !findings.enough();
    }

    /** Whether the reading ended before the source did. */
    boolean stopped() {
        return stopped;
    }
}
