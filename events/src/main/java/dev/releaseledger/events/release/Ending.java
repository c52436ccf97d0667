package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;

/** How a release ended. */
public sealed interface Ending {
    /** Done. */
    record Completed(UUID by, Instant at) implements Ending {}

    /** Called off. */
    record Cancelled(UUID by, Instant at, String reason) implements Ending {}
}
