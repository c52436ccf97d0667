package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An outcome was recorded for a criterion. The newest outcome of a criterion counts.
 *
 * @param stage the criterion's stage
 * @param criterion the criterion's id in the policy
 * @param outcome passed or failed
 * @param source the tool or person that found it
 * @param link where the details are
 * @param digest {@code sha256:<hex>} of the artefact that was looked at
 * @param values what was measured, by name
 */
@EventName("release.evidence-recorded.v1")
public record EvidenceRecorded(
        Stage stage,
        String criterion,
        Outcome outcome,
        String source,
        @Nullable String link,
        @Nullable String digest,
        Map<String, BigDecimal> values)
        implements ReleaseEvent {
    public EvidenceRecorded {
        // In the order of names: the same event is always the same bytes.
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
