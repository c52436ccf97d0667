package dev.releaseledger.events.release;

import dev.releaseledger.events.policy.HealthMetric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a deployment over a window of time, as it came.
 *
 * @param id unique within the deployment
 * @param from when the window began
 * @param to when it ended
 * @param source who measured, e.g. {@code prometheus}
 * @param samples how many samples it is of
 * @param errorRatePercent the share of requests that failed, in percent; null where it was not measured
 * @param latencyMillis how long answers took, in milliseconds; null where it was not measured
 * @param healthChecks what health checks found; null where there was none
 * @param businessMetric the key business figure; null where it was not measured
 * @param missing why something was not measured; null where nobody says
 */
public record HealthReport(
        UUID id,
        Instant from,
        Instant to,
        String source,
        long samples,
        @Nullable BigDecimal errorRatePercent,
        @Nullable BigDecimal latencyMillis,
        @Nullable HealthChecks healthChecks,
        @Nullable BigDecimal businessMetric,
        @Nullable String missing) {
    /** The whole of a share, in percent. */
    public static final BigDecimal EVERYTHING = BigDecimal.valueOf(100);

    /** The longest window. */
    public static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** By how much the clocks of whoever measures and of whoever judges may differ. */
    public static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    /** The most samples that a report may be of. */
    public static final long MOST_SAMPLES = 1_000_000_000_000L;

    /** What the names of sources that are alerts begin with. */
    public static final String ALERTS = "alertmanager/";

    /** Whether it says only that an alert ended: that is no objection any more, and no sign of health either. */
    public boolean endsAnAlert() {
        return source.startsWith(ALERTS) && healthChecks == HealthChecks.PASSING;
    }

    /** What it tells something of. */
    public Set<HealthMetric> metrics() {
        Set<HealthMetric> told = EnumSet.noneOf(HealthMetric.class);
        if (errorRatePercent != null) {
            told.add(HealthMetric.ERROR_RATE);
        }
        if (latencyMillis != null) {
            told.add(HealthMetric.LATENCY);
        }
        if (healthChecks != null) {
            told.add(HealthMetric.HEALTH_CHECKS);
        }
        if (businessMetric != null) {
            told.add(HealthMetric.BUSINESS_METRIC);
        }
        return told;
    }
}
