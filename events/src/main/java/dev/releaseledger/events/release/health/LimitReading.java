package dev.releaseledger.events.release.health;

import dev.releaseledger.events.policy.Trigger;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One report beside the limit of one trigger.
 *
 * @param observed what the report says, in the limit's unit
 * @param baseline what is usual; null where the limit does not depend on it
 * @param threshold the limit
 * @param passed whether the limit is passed
 */
public record LimitReading(BigDecimal observed, @Nullable BigDecimal baseline, BigDecimal threshold, boolean passed) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A report as this trigger sees it. Pure.
     *
     * @param baseline what the report is compared with
     * @param leastSamples with fewer samples a rate or a latency says nothing
     * @return empty where there is no data for it
     */
    public static Optional<LimitReading> of(Trigger trigger, HealthReport report, Baseline baseline, int leastSamples) {
        boolean enough = report.samples() >= leastSamples;
        return switch (trigger) {
            case Trigger.ErrorRate rate ->
                report.errorRatePercent() == null || !enough
                        ? Optional.empty()
                        : above(report.errorRatePercent(), baseline.errorRatePercent(), rate.abovePercent());
            case Trigger.Latency latency ->
                report.latencyMillis() == null || baseline.latencyMillis() == null || !enough
                        ? Optional.empty()
                        : above(
                                report.latencyMillis(),
                                baseline.latencyMillis(),
                                baseline.latencyMillis().multiply(latency.aboveTimesBaseline()));
            case Trigger.HealthChecks checks ->
                Optional.ofNullable(report.healthChecks()).map(LimitReading::ofChecks);
            case Trigger.BusinessMetric metric -> ofBusiness(metric, report, baseline, enough);
        };
    }

    private static Optional<LimitReading> above(
            BigDecimal observed, @Nullable BigDecimal baseline, BigDecimal threshold) {
        return Optional.of(new LimitReading(observed, baseline, threshold, observed.compareTo(threshold) > 0));
    }

    private static LimitReading ofChecks(HealthChecks found) {
        boolean failing = found == HealthChecks.FAILING;
        return new LimitReading(failing ? BigDecimal.ZERO : BigDecimal.ONE, null, BigDecimal.ONE, failing);
    }

    /** How far a figure is down can be told only of a usual one above nothing. */
    private static Optional<LimitReading> ofBusiness(
            Trigger.BusinessMetric metric, HealthReport report, Baseline baseline, boolean enough) {
        BigDecimal observed = report.businessMetric();
        BigDecimal usual = baseline.businessMetric();
        if (observed == null || usual == null || usual.signum() <= 0 || !enough) {
            return Optional.empty();
        }
        BigDecimal threshold =
                usual.multiply(HUNDRED.subtract(metric.downMoreThanPercent())).divide(HUNDRED);
        return Optional.of(new LimitReading(observed, usual, threshold, observed.compareTo(threshold) < 0));
    }
}
