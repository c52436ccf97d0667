package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.query.entry.Doubt;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.incident.IncidentStream;
import dev.releaseledger.query.release.ReleaseStream;
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
     * @param release what its entries mean, where it is a release's
     * @param incident what its entries mean, where it is an incident's
     * @param flag what its entries mean, where it is a flag's
     * @param doubt the first entry that could not be understood; null when all were
     */
    record StreamHead(
            long sequence,
            boolean gaps,
            @Nullable ReleaseStream release,
            @Nullable IncidentStream incident,
            @Nullable FlagStream flag,
            @Nullable Doubt doubt) {

        /** How a stream stands that is neither an incident's nor a flag's. */
        StreamHead(long sequence, boolean gaps, @Nullable ReleaseStream release, @Nullable Doubt doubt) {
            this(sequence, gaps, release, null, null, doubt);
        }

        /** About the memory that it takes, in bytes. */
        int weight() {
            if (incident != null) {
                return incident.weight();
            }
            if (flag != null) {
                return flag.weight();
            }
            return release == null ? 300 : release.weight();
        }
    }
}
