package dev.releaseledger.events.release;

import dev.releaseledger.events.policy.HealthMetric;
import dev.releaseledger.events.policy.Repeats;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What health reports said of a deployment so far.
 *
 * @param verdict what they say; null before the first
 * @param reports every report, by its id
 * @param sources what each source said, by its name
 * @param usual what healthy reports say is usual
 * @param fired the triggers that fired since the deployment was healthy last, by their ids
 */
public record DeploymentHealth(
        @Nullable HealthVerdict verdict,
        PMap<UUID, HealthReport> reports,
        PMap<String, Told> sources,
        Usual usual,
        PMap<String, TriggerFired> fired) {
    /** The most reports of one deployment. */
    public static final int MOST_REPORTS = 10_000;

    /** The most sources that they may be of. */
    public static final int MOST_SOURCES = 50;

    /** Nothing was said yet. */
    public static final DeploymentHealth UNKNOWN =
            new DeploymentHealth(null, HashTreePMap.empty(), OrderedPMap.empty(), Usual.UNKNOWN, HashTreePMap.empty());

    /**
     * What one source said.
     *
     * @param recent its newest reports in the order of the ends of their windows, as many as a trigger may look back at
     * @param metrics everything that it ever told something of
     */
    public record Told(PVector<HealthReport> recent, PSet<HealthMetric> metrics) {
        private static final Told NOTHING = new Told(TreePVector.empty(), HashTreePSet.empty());

        /** The newest report. */
        public HealthReport newest() {
            return recent.get(recent.size() - 1);
        }

        private Told and(HealthReport report) {
            int at = recent.size();
            // What comes late is no news.
            while (at > 0 && recent.get(at - 1).to().isAfter(report.to())) {
                at--;
            }
            PVector<HealthReport> longer = recent.plus(at, report);
            return new Told(longer.size() > Repeats.MOST ? longer.minus(0) : longer, metrics.plusAll(report.metrics()));
        }
    }

    /** With one more report, whatever is made of it. */
    public DeploymentHealth and(HealthReport report) {
        return new DeploymentHealth(
                verdict,
                reports.plus(report.id(), report),
                sources.plus(
                        report.source(),
                        sources.getOrDefault(report.source(), Told.NOTHING).and(report)),
                usual,
                fired);
    }

    DeploymentHealth and(HealthReported reported) {
        DeploymentHealth next = this;
        Usual then = usual;
        for (HealthReport report : reported.reports()) {
            next = next.and(report);
            if (reported.verdict() == HealthVerdict.HEALTHY) {
                then = then.and(report);
            }
        }
        return new DeploymentHealth(
                reported.verdict(),
                next.reports,
                next.sources,
                then,
                reported.verdict() == HealthVerdict.HEALTHY ? HashTreePMap.empty() : fired);
    }

    DeploymentHealth and(TriggerFired trigger) {
        return new DeploymentHealth(verdict, reports, sources, usual, fired.plus(trigger.trigger(), trigger));
    }

    /** The trigger that demands this rollback; empty where none does. */
    public Optional<TriggerFired> demanding(UUID rollbackId) {
        return fired.values().stream()
                .filter(trigger -> trigger.rollbackId().equals(rollbackId))
                .findFirst();
    }

    /** The report of the newest window; empty before the first report. */
    public Optional<HealthReport> newest() {
        return sources.values().stream().map(Told::newest).max(Comparator.comparing(HealthReport::to));
    }

    /** Of these reports those that are not known. */
    public List<HealthReport> unknown(Collection<HealthReport> some) {
        return some.stream()
                .filter(report -> !report.equals(reports.get(report.id())))
                .toList();
    }
}
