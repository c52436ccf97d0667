package dev.releaseledger.query.release.health;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Repeats;
import dev.releaseledger.events.policy.Trigger;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.health.Health;
import dev.releaseledger.events.release.health.LimitReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;

/**
 * What a trigger makes of reports.
 *
 * @param trigger the trigger, as its policy has it
 * @param fires whether its limit was passed as often as it takes
 * @param firedBefore whether it had fired already since the deployment was healthy last: then it does not fire again
 * @param sources every source of reports, which count each for itself
 */
record TriggerVerdict(Trigger trigger, boolean fires, boolean firedBefore, List<SourceVerdict> sources) {

    /**
     * What it makes of one source's reports.
     *
     * @param counted how many reports count towards it: they pass its limit, and are among the last so many that have data for
     *     it; none as long as the newest report does not pass it
     * @param times how many it takes
     * @param of among how many
     * @param reports the newest reports in their order, as many as a trigger may look back at
     */
    record SourceVerdict(String source, int counted, int times, int of, List<JudgedReport> reports) {}

    /**
     * A report beside the limit.
     *
     * @param reading what it shows; null where it has no data for the trigger
     * @param counted whether it counts towards it
     */
    record JudgedReport(
            UUID report, Instant from, Instant to, @Nullable LimitReading reading, boolean counted) {}

    static TriggerVerdict of(Trigger trigger, DeploymentHealth health, Baseline baseline, ReleasePolicy policy) {
        boolean fires = Health.firing(health, baseline, policy).stream()
                .anyMatch(firing -> firing.trigger().equals(trigger));
        List<SourceVerdict> sources = new ArrayList<>();
        health.sources()
                .forEach((source, told) -> sources.add(source(trigger, source, told, health, baseline, policy)));
        return new TriggerVerdict(trigger, fires, health.fired().containsKey(trigger.id()), sources);
    }

    private static SourceVerdict source(
            Trigger trigger,
            String source,
            DeploymentHealth.Told told,
            DeploymentHealth health,
            Baseline baseline,
            ReleasePolicy policy) {
        DeploymentHealth alone = new DeploymentHealth(
                health.verdict(),
                health.reports(),
                HashTreePMap.singleton(source, told),
                health.usual(),
                health.fired());
        // What a trigger counts is what it would fire on if once were enough.
        Set<UUID> counted = Health.firing(alone, baseline, withOnly(policy, atOnce(trigger))).stream()
                .flatMap(firing -> firing.reports().stream())
                .collect(Collectors.toUnmodifiableSet());
        return new SourceVerdict(
                source,
                counted.size(),
                trigger.repeats().times(),
                trigger.repeats().of(),
                told.recent().stream()
                        .map(report -> new JudgedReport(
                                report.id(),
                                report.from(),
                                report.to(),
                                LimitReading.of(
                                                trigger,
                                                report,
                                                baseline,
                                                policy.health().leastSamples())
                                        .orElse(null),
                                counted.contains(report.id())))
                        .toList());
    }

    private static Trigger atOnce(Trigger trigger) {
        Repeats once = new Repeats(1, trigger.repeats().of());
        return switch (trigger) {
            case Trigger.ErrorRate rate ->
                new Trigger.ErrorRate(rate.id(), rate.abovePercent(), rate.baselinePercent(), once);
            case Trigger.Latency latency ->
                new Trigger.Latency(latency.id(), latency.aboveTimesBaseline(), latency.baselineMillis(), once);
            case Trigger.HealthChecks checks -> new Trigger.HealthChecks(checks.id(), once);
            case Trigger.BusinessMetric metric ->
                new Trigger.BusinessMetric(metric.id(), metric.downMoreThanPercent(), metric.baseline(), once);
        };
    }

    private static ReleasePolicy withOnly(ReleasePolicy policy, Trigger trigger) {
        return policy.withTriggers(List.of(trigger));
    }
}
