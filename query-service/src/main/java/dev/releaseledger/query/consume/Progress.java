package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Frontier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a generation is.
 *
 * @param nextOffset the offset in the events topic to read next
 * @param lastTime the recorded time of the last entry that could be read; null before the first
 * @param frontier the Merkle tree over all projected entries; its size is the next position
 * @param statedSince every entry from this position on came with its leaf hash stated by its publisher
 * @param checkpointOffset the offset in the checkpoints topic to read next
 * @param stopped why projecting was stopped for good; null while it runs
 */
record Progress(
        long nextOffset,
        @Nullable Instant lastTime,
        Frontier frontier,
        long statedSince,
        long checkpointOffset,
        @Nullable String stopped) {

    /** The position that has to come next: as many entries are projected. */
    long nextPosition() {
        return frontier.size();
    }
}
