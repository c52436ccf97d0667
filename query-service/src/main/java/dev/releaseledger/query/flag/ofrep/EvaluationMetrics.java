package dev.releaseledger.query.flag.ofrep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What people watch of evaluations. */
@Component
final class EvaluationMetrics {
    private final MeterRegistry registry;
    private final Timer delay;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final AtomicInteger streams = new AtomicInteger();

    EvaluationMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.delay = Timer.builder("release.ledger.flags.delay")
                .description("From a change's recorded time to its being evaluated here")
                .publishPercentiles(0.5, 0.99)
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("release.ledger.flags.evaluations")
                            .description("Evaluations of single flags, those of requests for all flags among them")
                            .tag("outcome", outcome.name())
                            .register(registry));
        }
        Gauge.builder("release.ledger.flags.streams", streams, AtomicInteger::get)
                .description("Clients that hear of changes at once")
                .register(registry);
    }

    /** What came of an evaluation: the reasons and errors of OpenFeature. */
    enum Outcome {
        STATIC,
        TARGETING_MATCH,
        SPLIT,
        DISABLED,
        TARGETING_KEY_MISSING,
        FLAG_NOT_FOUND
    }

    void flags(Supplier<Number> count) {
        Gauge.builder("release.ledger.flags.served", count)
                .description("Flags that are ready to be evaluated")
                .register(registry);
    }

    void changed(Instant recordedAt, Instant now) {
        Duration took = Duration.between(recordedAt, now);
        delay.record(took.isNegative() ? Duration.ZERO : took);
    }

    void evaluated(Outcome outcome) {
        Counter counter = outcomes.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    /** How many clients hear of changes. */
    AtomicInteger streams() {
        return streams;
    }
}
