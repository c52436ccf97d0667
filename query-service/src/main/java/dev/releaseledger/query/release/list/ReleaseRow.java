package dev.releaseledger.query.release.list;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A release in the list; what the fields mean is said at the view. */
record ReleaseRow(
        UUID id,
        String product,
        String version,
        String title,
        ReleaseKind kind,
        Strategy strategy,
        ReleaseStatus status,
        @Nullable Stage stage,
        UUID owner,
        @Nullable String milestone,
        Instant plannedAt,
        Instant updatedAt,
        boolean backfilled,
        int changeCount,
        long sequence,
        long position,
        boolean incomplete) {}
