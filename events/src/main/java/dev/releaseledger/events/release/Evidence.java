package dev.releaseledger.events.release;

import dev.releaseledger.events.access.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest outcome that was recorded for a criterion, by whom and when.
 *
 * @param contentRevision the {@link ContentRevision#number} of the content that it was recorded for
 * @param recordedAs the roles that whoever recorded it held for the product then
 */
public record Evidence(
        Stage stage,
        String criterion,
        Outcome outcome,
        String source,
        @Nullable String link,
        @Nullable String digest,
        Map<String, BigDecimal> values,
        int contentRevision,
        UUID recordedBy,
        Set<Role> recordedAs,
        Instant at) {}
