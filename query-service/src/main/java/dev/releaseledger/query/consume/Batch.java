package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.query.timeline.StoryRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction writes.
 *
 * @param before what the progress has to be still, or nothing is written
 * @param after what the progress is then
 * @param entries the new entries, in order
 * @param streams how the streams that they belong to stand after them
 * @param landmarks the frontiers at sizes that are kept
 * @param tree the roots of the tiles that these entries fill
 * @param story those of the entries that timelines tell of
 * @param alarm why nothing after these entries can be projected; null when all is well
 */
record Batch(
        Progress before,
        Progress after,
        List<Received.Placed> entries,
        Map<String, StreamHead> streams,
        List<Frontier> landmarks,
        List<TreeHash> tree,
        List<StoryRow> story,
        @Nullable Alarm alarm) {

    /**
     * How a stream stands.
     *
     * @param sequence the last known sequence; -1 before the first
     * @param gaps whether an entry of it could not be read, so that a sequence may be missing
     * @param folded what its entries mean
     */
    record StreamHead(long sequence, boolean gaps, Folded folded) {}
}
