package dev.releaseledger.events.release.health;

import dev.releaseledger.events.policy.HealthMetric;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Trigger;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthVerdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What reports say of a deployment under a policy. Pure: whoever has the reports gets the same. */
public final class Health {
    private Health() {}

    /**
     * A trigger whose limit was passed as often as it takes.
     *
     * @param newest the newest report beside the limit
     * @param reports the reports that passed the limit, by their ids, in their order
     */
    public record Firing(Trigger trigger, LimitReading newest, List<UUID> reports) {
        public Firing {
            reports = List.copyOf(reports);
        }
    }

    /** What a deployment is compared with: its environment's last healthy deployment, and the policy's figures for what that does not tell. */
    public static Baseline baseline(Deployment deployment, ReleasePolicy policy) {
        Baseline usual = deployment.usual();
        @Nullable BigDecimal rate = usual.errorRatePercent();
        @Nullable BigDecimal latency = usual.latencyMillis();
        @Nullable BigDecimal business = usual.businessMetric();
        for (Trigger trigger : policy.triggers()) {
            switch (trigger) {
                case Trigger.ErrorRate figures -> rate = rate == null ? figures.baselinePercent() : rate;
                case Trigger.Latency figures -> latency = latency == null ? figures.baselineMillis() : latency;
                case Trigger.BusinessMetric figures -> business = business == null ? figures.baseline() : business;
                case Trigger.HealthChecks figures -> {}
            }
        }
        return new Baseline(rate, latency, business, usual.ofDeployment());
    }

    /** What these reports say together, after those that are known: the worst of what each source said last. */
    public static HealthVerdict verdict(
            DeploymentHealth known, List<HealthReport> more, Baseline baseline, ReleasePolicy policy) {
        DeploymentHealth all = with(known, more);
        Set<HealthVerdict> verdicts = EnumSet.noneOf(HealthVerdict.class);
        all.sources().values().stream()
                .filter(told -> !told.newest().endsAnAlert())
                .forEach(told -> verdicts.add(verdict(told, baseline, policy)));
        if (verdicts.contains(HealthVerdict.UNHEALTHY)) {
            return HealthVerdict.UNHEALTHY;
        }
        return verdicts.contains(HealthVerdict.NO_DATA) || verdicts.isEmpty()
                ? HealthVerdict.NO_DATA
                : HealthVerdict.HEALTHY;
    }

    private static HealthVerdict verdict(DeploymentHealth.Told told, Baseline baseline, ReleasePolicy policy) {
        HealthReport newest = told.newest();
        int leastSamples = policy.health().leastSamples();
        boolean passed = policy.triggers().stream()
                .flatMap(trigger -> LimitReading.of(trigger, newest, baseline, leastSamples).stream())
                .anyMatch(LimitReading::passed);
        if (passed) {
            return HealthVerdict.UNHEALTHY;
        }
        Set<HealthMetric> wanted = EnumSet.noneOf(HealthMetric.class);
        wanted.addAll(policy.health().required());
        wanted.addAll(told.metrics());
        // What was there and is gone is no sign of health.
        boolean whole = !wanted.isEmpty() && newest.metrics().containsAll(wanted);
        boolean onlyChecks = newest.metrics().equals(EnumSet.of(HealthMetric.HEALTH_CHECKS));
        return whole && (onlyChecks || newest.samples() >= leastSamples)
                ? HealthVerdict.HEALTHY
                : HealthVerdict.NO_DATA;
    }

    /** The reports of windows that began at this time or later, in the order in which the windows ended. */
    public static List<HealthReport> since(DeploymentHealth health, Instant time) {
        return health.reports().values().stream()
                .filter(report -> !report.from().isBefore(time))
                .sorted(Comparator.comparing(HealthReport::to).thenComparing(HealthReport::id))
                .toList();
    }

    /** What the reports of windows that began at this time or later say by themselves, whatever was said before. */
    public static HealthVerdict verdictSince(
            DeploymentHealth health, Instant time, Baseline baseline, ReleasePolicy policy) {
        return verdict(DeploymentHealth.UNKNOWN, since(health, time), baseline, policy);
    }

    /** The triggers that fire, in the policy's order: the limit was passed often enough, by the newest report too. */
    public static List<Firing> firing(DeploymentHealth health, Baseline baseline, ReleasePolicy policy) {
        List<Firing> firing = new ArrayList<>();
        for (Trigger trigger : policy.triggers()) {
            health.sources().values().stream()
                    .flatMap(told -> firing(trigger, told.recent(), baseline, policy).stream())
                    .findFirst()
                    .ifPresent(firing::add);
        }
        return List.copyOf(firing);
    }

    private static Optional<Firing> firing(
            Trigger trigger, Collection<HealthReport> recent, Baseline baseline, ReleasePolicy policy) {
        List<HealthReport> told = new ArrayList<>();
        List<LimitReading> readings = new ArrayList<>();
        for (HealthReport report : recent) {
            LimitReading.of(trigger, report, baseline, policy.health().leastSamples())
                    .ifPresent(reading -> {
                        told.add(report);
                        readings.add(reading);
                    });
        }
        // What has no data for the trigger counts neither for it nor against it; but it does not fire on old news.
        boolean newestTells = !told.isEmpty() && told.getLast().equals(last(recent));
        if (!newestTells || !readings.getLast().passed()) {
            return Optional.empty();
        }
        List<UUID> passed = new ArrayList<>();
        for (int i = Math.max(0, readings.size() - trigger.repeats().of()); i < readings.size(); i++) {
            if (readings.get(i).passed()) {
                passed.add(told.get(i).id());
            }
        }
        return passed.size() >= trigger.repeats().times()
                ? Optional.of(new Firing(trigger, readings.getLast(), passed))
                : Optional.empty();
    }

    private static @Nullable HealthReport last(Collection<HealthReport> reports) {
        HealthReport last = null;
        for (HealthReport report : reports) {
            last = report;
        }
        return last;
    }

    /** With these reports too. */
    public static DeploymentHealth with(DeploymentHealth known, List<HealthReport> more) {
        DeploymentHealth all = known;
        for (HealthReport report : more) {
            all = all.and(report);
        }
        return all;
    }
}
