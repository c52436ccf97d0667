package dev.releaseledger.command.release.health;

import dev.releaseledger.command.health.prometheus.Reading;
import dev.releaseledger.events.policy.HealthMetric;
import dev.releaseledger.events.policy.HealthPolicy;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Looks at a deployment through Prometheus. What is not there, what is not known and what cannot be is missing from the report,
 * with the reason: it never stands for health.
 */
final class PrometheusLook {
    static final String SOURCE = "prometheus";

    private static final int LONGEST_REASON = 500;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BiFunction<String, Instant, Reading> prometheus;
    private final MeterRegistry meters;

    /** @param prometheus answers a query as of a time; waits for no longer than it is to */
    PrometheusLook(BiFunction<String, Instant, Reading> prometheus, MeterRegistry meters) {
        this.prometheus = prometheus;
        this.meters = meters;
    }

    /** What the policy's queries find in the interval before this time, all of them asked at once. */
    HealthReport at(Instant at, UUID id, WatchedDeployment watched, HealthPolicy policy) {
        Map<HealthMetric, Future<Reading>> asked = new EnumMap<>(HealthMetric.class);
        Future<Reading> askedSamples;
        String samplesQuery = policy.samples();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            policy.queries().forEach((metric, query) -> asked.put(metric, ask(all, query, at, watched, policy)));
            askedSamples = samplesQuery == null
                    ? CompletableFuture.completedFuture(new Reading.Value(BigDecimal.ONE))
                    : ask(all, samplesQuery, at, watched, policy);
        }
        List<String> missing = new ArrayList<>();
        Map<HealthMetric, BigDecimal> told = new EnumMap<>(HealthMetric.class);
        asked.forEach((metric, reading) -> figure(metric.name(), reading.resultNow(), isPossible(metric), missing)
                .ifPresent(value -> told.put(metric, value)));
        long samples = figure("samples", askedSamples.resultNow(), PrometheusLook::isCount, missing)
                .map(BigDecimal::longValue)
                .orElse(0L);
        BigDecimal checks = told.get(HealthMetric.HEALTH_CHECKS);
        return new HealthReport(
                id,
                at.minus(policy.interval()),
                at,
                SOURCE,
                samples,
                Figures.canonical(told.get(HealthMetric.ERROR_RATE)),
                Figures.canonical(told.get(HealthMetric.LATENCY)),
                checks == null
                        ? null
                        : checks.compareTo(BigDecimal.ONE) >= 0 ? HealthChecks.PASSING : HealthChecks.FAILING,
                Figures.canonical(told.get(HealthMetric.BUSINESS_METRIC)),
                missing.isEmpty() ? null : shortened(String.join("; ", missing)));
    }

    private Future<Reading> ask(
            ExecutorService all, String query, Instant at, WatchedDeployment watched, HealthPolicy policy) {
        return all.submit(() -> prometheus.apply(PromQl.of(query, watched, policy.interval()), at));
    }

    private Optional<BigDecimal> figure(
            String name, Reading reading, Predicate<BigDecimal> possible, List<String> missing) {
        String why = switch (reading) {
            case Reading.Value(BigDecimal value) -> possible.test(value) ? null : "impossible: " + shown(value);
            case Reading.Absent(String reason) -> reason;
            case Reading.Unavailable(String reason) -> reason;
        };
        if (why == null && reading instanceof Reading.Value(BigDecimal value)) {
            return Optional.of(value);
        }
        if (reading instanceof Reading.Value) {
            Counter.builder("release.ledger.health.impossible")
                    .description("figures from Prometheus that cannot be, such as an error rate above 100 %")
                    .tag("metric", name)
                    .register(meters)
                    .increment();
        }
        missing.add(name + ": " + why);
        return Optional.empty();
    }

    private static Predicate<BigDecimal> isPossible(HealthMetric metric) {
        return switch (metric) {
            case ERROR_RATE -> rate -> rate.signum() >= 0 && rate.compareTo(HUNDRED) <= 0;
            case LATENCY -> latency -> latency.signum() >= 0;
            case HEALTH_CHECKS -> checks -> true;
            case BUSINESS_METRIC -> figure -> true;
        };
    }

    private static boolean isCount(BigDecimal count) {
        return count.signum() >= 0 && count.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    private static String shown(BigDecimal value) {
        return value.round(new MathContext(6)).toString();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON - 1) + "…";
    }
}
