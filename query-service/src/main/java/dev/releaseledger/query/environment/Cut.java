package dev.releaseledger.query.environment;

import dev.releaseledger.query.release.DeploymentCourse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the ledger is looked at.
 *
 * @param position nothing after this entry; -1 for nothing at all
 * @param claimed nothing that happened later than this; null where only the record counts
 */
record Cut(long position, @Nullable Instant claimed) {

    boolean includes(DeploymentCourse.Change change) {
        return change.position() <= position && (claimed == null || !change.at().isAfter(claimed));
    }
}
