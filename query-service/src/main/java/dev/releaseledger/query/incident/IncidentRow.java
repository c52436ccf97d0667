package dev.releaseledger.query.incident;

import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident in the list; what the fields mean is said at the view.
 *
 * @param open whether it still hurts, or may
 * @param cause what kind of thing caused it; null until the root cause is stated
 * @param openActionItems those that are neither done nor dropped, the overdue among them
 */
record IncidentRow(
        UUID id,
        String product,
        @Nullable String environment,
        String title,
        Severity severity,
        String status,
        boolean open,
        IncidentOrigin origin,
        @Nullable CauseCategory cause,
        @Nullable UUID commander,
        @Nullable UUID mergedInto,
        Instant detectedAt,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        boolean backfilled,
        int logEntries,
        int actionItems,
        int openActionItems,
        int overdueActionItems,
        long sequence,
        long position,
        boolean incomplete) {}
