package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;

/** What was said of going without a criterion. */
public sealed interface Waiver {
    /**
     * Somebody asks to.
     *
     * @param contentRevision the {@link ContentRevision#number} of the content that it was asked for
     */
    record Proposed(UUID by, Instant at, String reason, int contentRevision) implements Waiver {}

    /**
     * Two people agreed to.
     *
     * @param contentRevision the {@link ContentRevision#number} of the content that they agreed for
     */
    record Granted(UUID proposedBy, UUID grantedBy, Instant at, String reason, int contentRevision) implements Waiver {}
}
