package dev.releaseledger.events.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;

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

    /**
     * Too many requests fail.
     *
     * @param abovePercent the error rate, in percent, above which it fires
     * @param baselinePercent the error rate, in percent, that is taken for usual where a report names none
     */
    record ErrorRate(
            String id,
            BigDecimal abovePercent,
            @LeftOut("0.1") BigDecimal baselinePercent) implements Trigger {}

    /**
     * Answers come too late.
     *
     * @param aboveTimesBaseline how many times its baseline latency may be
     */
    record Latency(String id, BigDecimal aboveTimesBaseline) implements Trigger {}

    /** Health checks fail. */
    record HealthChecks(String id) implements Trigger {}

    /**
     * A key business metric falls.
     *
     * @param downMoreThanPercent how many percent below its baseline it may be
     */
    record BusinessMetric(String id, BigDecimal downMoreThanPercent) implements Trigger {}
}
