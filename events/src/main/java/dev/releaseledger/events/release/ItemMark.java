package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;

/** What was said of a checklist item; an item of which nothing was said is open. */
public sealed interface ItemMark {

    /**
     * Confirmed.
     *
     * @param contentRevision the {@link ContentRevision#number} of the content that it was confirmed for
     */
    record Ticked(UUID by, Instant at, int contentRevision) implements ItemMark {}

    /**
     * Somebody asks to go without it.
     *
     * @param contentRevision the {@link ContentRevision#number} of the content that it was asked for
     */
    record WaiverProposed(UUID by, Instant at, String reason, int contentRevision) implements ItemMark {}

    /**
     * Two people agreed to go without it.
     *
     * @param contentRevision the {@link ContentRevision#number} of the content that they agreed for
     */
    record Waived(UUID proposedBy, UUID grantedBy, Instant at, String reason, int contentRevision)
            implements ItemMark {}
}
