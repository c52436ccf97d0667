package dev.releaseledger.events.release;

import dev.releaseledger.events.access.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What was said of a checklist item; an item of which nothing was said is open. */
public sealed interface ItemMark {

    /**
     * Confirmed.
     *
     * @param as the roles that whoever confirmed it held for the product then
     * @param contentRevision the {@link ContentRevision#number} of the content that it was confirmed for
     */
    record Ticked(UUID by, Set<Role> as, Instant at, int contentRevision) implements ItemMark {}

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
