package dev.releaseledger.command.append;

import java.time.Instant;
import java.util.List;

/** What became of an append. Everything but {@link Appended} means that nothing was recorded. */
public sealed interface AppendOutcome {

    /**
     * All of it is recorded, durable and in the ledger.
     *
     * @param places of the entries, in their order; empty for an append without entries
     * @param position of the last entry; for an append without entries the ledger's last position when it was judged,
     *     -1 while the ledger is empty
     * @param time when it was recorded, with microseconds
     */
    record Appended(List<Place> places, long position, Instant time) implements AppendOutcome {
        public Appended {
            places = List.copyOf(places);
        }

        /** The sequence of the last entry in the stream of the first, which the append is about; there must be one. */
        public long lastSequence() {
            String stream = places.getFirst().stream();
            return places.stream()
                    .filter(place -> place.stream().equals(stream))
                    .mapToLong(Place::sequence)
                    .max()
                    .orElseThrow();
        }
    }

    /**
     * Where an entry is.
     *
     * @param sequence in its stream, dense from 0
     * @param position in the ledger, dense from 0
     */
    record Place(String stream, long sequence, long position) {}

    /**
     * A stream that was read has moved on: decide again.
     *
     * @param expected the last sequence that was expected; -1 for no stream
     * @param actual the last sequence that was found; -1 for no stream
     */
    record StreamMoved(String stream, long expected, long actual) implements AppendOutcome {}

    /** Another stream holds the claim. */
    record ClaimTaken(String claim, String holder) implements AppendOutcome {}

    /** The same command was answered before, perhaps a moment ago by another instance. */
    record ReceiptExists(Receipt receipt) implements AppendOutcome {}
}
