package dev.releaseledger.query.environment;

import dev.releaseledger.query.release.DeploymentCourse.Change;
import java.time.Instant;
import java.util.UUID;

/**
 * The entry by which something happened.
 *
 * @param at when it happened: the claimed time of backfilled history, otherwise the recorded time
 * @param recordedAt when it was recorded
 * @param by the directory id of who said it
 */
record Mark(long position, Instant at, Instant recordedAt, UUID by) {

    static Mark of(Change change) {
        return new Mark(change.position(), change.at(), change.recordedAt(), change.by());
    }
}
