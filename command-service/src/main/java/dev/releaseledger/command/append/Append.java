package dev.releaseledger.command.append;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one command wants recorded, all of it or nothing: it is appended if every expectation holds, every claim can be
 * taken and the receipt's key is new.
 *
 * @param expectations where the streams that the decision read must still stand; a stream without an expectation gets
 *     its next sequence, whatever it is
 * @param entries what to append, in this order; none for an answer that records nothing but still wants its
 *     expectations checked or its receipt kept
 * @param takes names that only one stream may hold; the first entry's stream will hold them
 * @param releases names that a stream of this append holds and gives back, before anything is taken
 * @param receipt the answer to keep for the command's Idempotency-Key
 */
public record Append(
        List<Expectation> expectations,
        List<PendingEntry> entries,
        List<String> takes,
        List<String> releases,
        @Nullable PendingReceipt receipt) {

    public Append {
        expectations = List.copyOf(expectations);
        entries = List.copyOf(entries);
        takes = List.copyOf(takes);
        releases = List.copyOf(releases);
        if (entries.isEmpty() && !(takes.isEmpty() && releases.isEmpty())) {
            throw new IllegalArgumentException("claims are taken and given back with entries that say so");
        }
    }

    /** Entries on conditions, without claims or a receipt. */
    public static Append of(List<Expectation> expectations, List<PendingEntry> entries) {
        return new Append(expectations, entries, List.of(), List.of(), null);
    }

    /** The most bytes that the entries can take. */
    long maxBytes() {
        long bytes = 0;
        for (PendingEntry entry : entries) {
            bytes += entry.draft().maxLength();
        }
        return bytes;
    }
}
