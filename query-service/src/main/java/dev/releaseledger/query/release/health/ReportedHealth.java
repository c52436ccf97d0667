package dev.releaseledger.query.release.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthVerdict;
import java.time.Instant;
import java.util.UUID;

/**
 * A health report of a deployment, and what was made of it.
 *
 * @param report as it came
 * @param fold the entry that it was recorded in
 */
record ReportedHealth(@JsonUnwrapped HealthReport report, HealthFold fold) {

    /**
     * An entry that records what was measured since the last one.
     *
     * @param position its place in the ledger
     * @param recordedAt when it was recorded
     * @param by who said it
     * @param verdict what all reports so far say, those of this entry among them
     * @param baseline what they are compared with
     */
    record HealthFold(long position, Instant recordedAt, UUID by, HealthVerdict verdict, Baseline baseline) {}

    /**
     * Its place among the reports of a release: they are recorded in this order.
     *
     * @param position the entry's
     * @param index within the entry, from 0
     */
    record Place(long position, int index) {
        /** After every report that there is. */
        static final Place END = new Place(Long.MAX_VALUE, Integer.MAX_VALUE);

        boolean isBefore(Place other) {
            return position < other.position || (position == other.position && index < other.index);
        }
    }
}
