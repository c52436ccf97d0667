package dev.releaseledger.events.release;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Means over the reports of a deployment while it was healthy. Of error rate and latency each report counts by its samples.
 *
 * @param errorRate the share of requests that failed
 * @param latency how long answers took
 * @param business the key business figure
 */
public record Usual(Mean errorRate, Mean latency, Mean business) {
    static final Usual UNKNOWN = new Usual(Mean.OF_NOTHING, Mean.OF_NOTHING, Mean.OF_NOTHING);

    /**
     * A mean, as it is added up.
     *
     * @param sum of figure times weight
     * @param weight of all figures
     */
    public record Mean(BigDecimal sum, BigDecimal weight) {
        private static final Mean OF_NOTHING = new Mean(BigDecimal.ZERO, BigDecimal.ZERO);

        private Mean and(@Nullable BigDecimal figure, long times) {
            BigDecimal more = BigDecimal.valueOf(times);
            return figure == null || times == 0
                    ? this
                    : new Mean(sum.add(figure.multiply(more), MathContext.DECIMAL64), weight.add(more));
        }

        private @Nullable BigDecimal value() {
            return weight.signum() == 0
                    ? null
                    : sum.divide(weight, MathContext.DECIMAL32).stripTrailingZeros();
        }
    }

    Usual and(HealthReport report) {
        return new Usual(
                errorRate.and(report.errorRatePercent(), report.samples()),
                latency.and(report.latencyMillis(), report.samples()),
                business.and(report.businessMetric(), 1));
    }

    /** As what later deployments are compared with. */
    public Baseline asBaseline(UUID deploymentId) {
        return new Baseline(errorRate.value(), latency.value(), business.value(), deploymentId);
    }
}
