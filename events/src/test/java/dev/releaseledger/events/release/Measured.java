package dev.releaseledger.events.release;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A health report in the making: of a quarter of a minute, of a hundred samples, from Prometheus, unless it says otherwise. */
public final class Measured {
    private final Instant from;
    private Duration lasting = Duration.ofSeconds(15);
    private String source = "prometheus";
    private long samples = 100;
    private String name = "";
    private @Nullable BigDecimal errorRate;
    private @Nullable BigDecimal latency;
    private @Nullable HealthChecks checks;
    private @Nullable BigDecimal business;

    private Measured(Instant from) {
        this.from = from;
    }

    /** Nothing is told of the time from then on. */
    public static Measured from(Instant from) {
        return new Measured(from);
    }

    /** Few requests fail, and health checks pass. */
    public static HealthReport healthy(Instant from) {
        return from(from).errorRate("0.1").checks(HealthChecks.PASSING).report();
    }

    /** Many requests fail. */
    public static HealthReport failing(Instant from) {
        return from(from).errorRate("6").checks(HealthChecks.PASSING).report();
    }

    public Measured lasting(Duration duration) {
        lasting = duration;
        return this;
    }

    public Measured by(String other) {
        source = other;
        return this;
    }

    public Measured of(long many) {
        samples = many;
        return this;
    }

    /** Tells reports of one source and time apart. */
    public Measured named(String other) {
        name = other;
        return this;
    }

    public Measured errorRate(String percent) {
        errorRate = new BigDecimal(percent);
        return this;
    }

    public Measured latency(String millis) {
        latency = new BigDecimal(millis);
        return this;
    }

    public Measured checks(HealthChecks found) {
        checks = found;
        return this;
    }

    public Measured business(String figure) {
        business = new BigDecimal(figure);
        return this;
    }

    public HealthReport report() {
        return new HealthReport(
                ReleaseStory.id(source + " " + from + " " + name),
                from,
                from.plus(lasting),
                source,
                samples,
                errorRate,
                latency,
                checks,
                business,
                null);
    }
}
