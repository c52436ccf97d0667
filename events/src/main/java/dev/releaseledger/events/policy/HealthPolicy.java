package dev.releaseledger.events.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How deployments are watched.
 *
 * @param interval how often the service queries Prometheus during the watch; also the window of a queried report
 * @param watch how long a deployment is watched after it was verified
 * @param fold how long reports may be gathered before they are recorded together, as long as the verdict stays the same
 * @param leastSamples with fewer samples a report has no data
 * @param required the metrics without which a report has no data, whatever else it tells
 * @param queries PromQL by metric; {@code $product}, {@code $environment}, {@code $version}, {@code $deployment} and {@code
 *     $interval} stand for the deployment's own; once its code was taken back, {@code $version} is the version that was returned to. A metric
 *     without a query is not looked for
 * @param samples PromQL for the number of samples; null where each result counts as one
 */
public record HealthPolicy(
        @LeftOut("\"PT15S\"") Duration interval,
        @LeftOut("\"PT15M\"") Duration watch,
        @LeftOut("\"PT30S\"") Duration fold,
        @LeftOut("1") int leastSamples,
        @LeftOut("[]") Set<HealthMetric> required,
        @LeftOut("{}") Map<HealthMetric, String> queries,
        @Nullable String samples) {
    public HealthPolicy {
        required = Sorted.copyOf(required);
        queries = queries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(queries));
    }
}
