package dev.releaseledger.query.witness;

import dev.releaseledger.events.ledger.WitnessKey;
import dev.releaseledger.query.witness.WitnessAnswer.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What people watch of the witnesses. */
final class WitnessMetrics {
    private final MeterRegistry registry;

    WitnessMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Where the size that a witness has cosigned is shown from. */
    AtomicLong size(WitnessKey witness) {
        AtomicLong size = new AtomicLong();
        Gauge.builder("release.ledger.witness.size", size, AtomicLong::get)
                .description("The largest checkpoint that a witness has cosigned, in entries")
                .tag("witness", witness.name())
                .register(registry);
        return size;
    }

    void failed(WitnessKey witness, Failure failure) {
        registry.counter(
                        "release.ledger.witness.failures",
                        "witness",
                        witness.name(),
                        "kind",
                        failure.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment();
    }
}
