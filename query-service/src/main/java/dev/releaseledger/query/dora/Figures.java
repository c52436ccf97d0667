package dev.releaseledger.query.dora;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The five figures of a group in a span of time. Each names where the deployments or changes behind it are.
 *
 * @param group the product, team or environment that they are of; null where they are not told apart, and for releases
 *     without a team
 * @param from from this time on
 * @param to before this time
 */
record Figures(
        @Nullable String group,
        Instant from,
        Instant to,
        Frequency deploymentFrequency,
        LeadTime leadTime,
        FailureRate changeFailureRate,
        Restoring timeToRestore,
        Rework reworkRate) {
    private static final int RATE_DIGITS = 6;
    private static final int SECOND_DIGITS = 3;
    private static final int MICRO_DIGITS = 6;

    /**
     * How long things took, in seconds to the millisecond. A percentile between two durations is interpolated.
     *
     * @param count how many durations there are; without one the others are null
     */
    record Seconds(
            long count,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal p50,
            @Nullable BigDecimal p75,
            @Nullable BigDecimal p90,
            @Nullable BigDecimal p95) {

        static Seconds of(Facts.@Nullable Observed observed) {
            if (observed == null || observed.micros() == null || observed.percentiles() == null) {
                return new Seconds(0, null, null, null, null, null);
            }
            List<BigDecimal> shares = observed.percentiles().stream()
                    .map(micros -> seconds(new BigDecimal(micros)))
                    .toList();
            return new Seconds(
                    observed.measured(),
                    observed.micros()
                            .divide(
                                    BigDecimal.valueOf(observed.measured()).scaleByPowerOfTen(MICRO_DIGITS),
                                    SECOND_DIGITS,
                                    RoundingMode.HALF_EVEN),
                    shares.get(0),
                    shares.get(1),
                    shares.get(2),
                    shares.get(3));
        }
    }

    /** Microseconds as seconds to the millisecond. */
    static BigDecimal seconds(BigDecimal micros) {
        return micros.movePointLeft(MICRO_DIGITS).setScale(SECOND_DIGITS, RoundingMode.HALF_EVEN);
    }

    /**
     * How often a deployment was verified.
     *
     * @param between the time from each one's predecessor, of the same product in the same environment, which may be before the
     *     span
     */
    record Frequency(long deployments, BigDecimal perDay, String unit, Seconds between, String entries) {}

    /**
     * How long changes took from their merge to the first verified deployment of their release to the environment.
     *
     * @param changes how many reached it
     * @param leftOut those of them that are in no duration
     */
    record LeadTime(long changes, LeftOut leftOut, String unit, Seconds seconds, String entries) {}

    /**
     * @param withoutTime nothing says when they were merged
     * @param mergedLater they are said to have been merged after they were deployed
     */
    record LeftOut(long withoutTime, long mergedLater) {}

    /**
     * How many of the deployments that came to an end failed: found failing, taken back, or mended by a hotfix.
     *
     * @param rate failed over deployments; null without any
     */
    record FailureRate(
            long deployments, long failed, @Nullable BigDecimal rate, String unit, String entries) {}

    /**
     * How long it took until those that began to fail were replaced by a verified deployment or taken back.
     *
     * @param leftOut those that were restored and are in no duration
     */
    record Restoring(
            long failures,
            long restored,
            long notRestored,
            RestoredEarlier leftOut,
            String unit,
            Seconds seconds,
            String entries) {}

    /** @param restoredEarlier they are said to have been restored before they began to fail */
    record RestoredEarlier(long restoredEarlier) {}

    /**
     * How many of the deployments that came to an end were of hotfixes.
     *
     * @param rate hotfixes over deployments; null without any
     */
    record Rework(long deployments, long hotfixes, @Nullable BigDecimal rate, String unit, String entries) {}

    /** What was observed of each figure; null where nothing was. */
    interface ByMetric {
        Facts.@Nullable Observed of(Metric metric);
    }

    static Figures of(@Nullable String group, Question question, ByMetric by) {
        Facts.Observed frequency = by.of(Metric.DEPLOYMENT_FREQUENCY);
        Facts.Observed lead = by.of(Metric.LEAD_TIME);
        Facts.Observed failing = by.of(Metric.CHANGE_FAILURE_RATE);
        Facts.Observed restoring = by.of(Metric.TIME_TO_RESTORE);
        Facts.Observed rework = by.of(Metric.REWORK_RATE);
        return new Figures(
                group,
                question.from(),
                question.to(),
                new Frequency(
                        observed(frequency),
                        perDay(observed(frequency), question.from(), question.to()),
                        "deployments per day, seconds between them",
                        Seconds.of(frequency),
                        question.href(Metric.DEPLOYMENT_FREQUENCY)),
                new LeadTime(
                        observed(lead),
                        new LeftOut(observed(lead) - counted(lead), counted(lead) - measured(lead)),
                        "seconds",
                        Seconds.of(lead),
                        question.href(Metric.LEAD_TIME)),
                new FailureRate(
                        observed(failing),
                        counted(failing),
                        rate(counted(failing), observed(failing)),
                        "failed deployments per deployment that came to an end",
                        question.href(Metric.CHANGE_FAILURE_RATE)),
                new Restoring(
                        observed(restoring),
                        counted(restoring),
                        observed(restoring) - counted(restoring),
                        new RestoredEarlier(counted(restoring) - measured(restoring)),
                        "seconds",
                        Seconds.of(restoring),
                        question.href(Metric.TIME_TO_RESTORE)),
                new Rework(
                        observed(rework),
                        counted(rework),
                        rate(counted(rework), observed(rework)),
                        "hotfix deployments per deployment that came to an end",
                        question.href(Metric.REWORK_RATE)));
    }

    private static long observed(Facts.@Nullable Observed observed) {
        return observed == null ? 0 : observed.observed();
    }

    private static long measured(Facts.@Nullable Observed observed) {
        return observed == null ? 0 : observed.measured();
    }

    private static long counted(Facts.@Nullable Observed observed) {
        return observed == null ? 0 : observed.counted();
    }

    private static @Nullable BigDecimal rate(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), RATE_DIGITS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal perDay(long deployments, Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        BigDecimal nanos = new BigDecimal(BigInteger.valueOf(span.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(span.getNano())));
        return BigDecimal.valueOf(deployments)
                .multiply(BigDecimal.valueOf(Duration.ofDays(1).toNanos()))
                .divide(nanos, RATE_DIGITS, RoundingMode.HALF_EVEN);
    }
}
