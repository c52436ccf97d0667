package dev.releaseledger.events.release;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is usual in an environment.
 *
 * @param errorRatePercent the share of requests that fail, in percent; null where it is not known
 * @param latencyMillis how long answers take, in milliseconds; null where it is not known
 * @param businessMetric the key business figure; null where it is not known
 * @param ofDeployment the deployment that was healthy with these figures; null where they are the policy's
 */
public record Baseline(
        @Nullable BigDecimal errorRatePercent,
        @Nullable BigDecimal latencyMillis,
        @Nullable BigDecimal businessMetric,
        @Nullable UUID ofDeployment) {
    /** Nothing is known. */
    public static final Baseline UNKNOWN = new Baseline(null, null, null, null);
}
