package dev.releaseledger.events.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A rule over health reports that demands a rollback. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "when")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.ErrorRate.class, name = "error-rate"),
    @JsonSubTypes.Type(value = Trigger.Latency.class, name = "latency"),
    @JsonSubTypes.Type(value = Trigger.HealthChecks.class, name = "health-checks"),
    @JsonSubTypes.Type(value = Trigger.BusinessMetric.class, name = "business-metric")
})
public sealed interface Trigger {
    /** Unique within the policy, e.g. {@code error-rate}. */
    String id();

    /** How often its limit has to be passed. */
    Repeats repeats();

    /** What it looks at. */
    default HealthMetric metric() {
        return switch (this) {
            case ErrorRate rate -> HealthMetric.ERROR_RATE;
            case Latency latency -> HealthMetric.LATENCY;
            case HealthChecks checks -> HealthMetric.HEALTH_CHECKS;
            case BusinessMetric metric -> HealthMetric.BUSINESS_METRIC;
        };
    }

    /**
     * Too many requests fail.
     *
     * @param abovePercent the error rate, in percent, above which it fires
     * @param baselinePercent the error rate, in percent, that is taken for usual while the environment has no healthy deployment to compare
     *     with
     */
    record ErrorRate(
            String id,
            BigDecimal abovePercent,
            @LeftOut("0.1") BigDecimal baselinePercent,
            @LeftOut("{\"times\":1,\"of\":1}") Repeats repeats)
            implements Trigger {}

    /**
     * Answers come too late.
     *
     * @param aboveTimesBaseline how many times its baseline latency may be
     * @param baselineMillis the latency, in milliseconds, that is taken for usual while the environment has no healthy
     *     deployment to compare with; null where it cannot be judged then
     */
    record Latency(
            String id,
            BigDecimal aboveTimesBaseline,
            @Nullable BigDecimal baselineMillis,
            @LeftOut("{\"times\":1,\"of\":1}") Repeats repeats)
            implements Trigger {}

    /** Health checks fail. */
    record HealthChecks(
            String id, @LeftOut("{\"times\":1,\"of\":1}") Repeats repeats) implements Trigger {}

    /**
     * A key business metric falls.
     *
     * @param downMoreThanPercent how many percent below its baseline it may be
     * @param baseline the figure that is taken for usual while the environment has no healthy deployment to compare with; null
     *     where it cannot be judged then
     */
    record BusinessMetric(
            String id,
            BigDecimal downMoreThanPercent,
            @Nullable BigDecimal baseline,
            @LeftOut("{\"times\":1,\"of\":1}") Repeats repeats)
            implements Trigger {}
}
