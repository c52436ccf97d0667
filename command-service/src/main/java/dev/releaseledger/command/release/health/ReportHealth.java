package dev.releaseledger.command.release.health;

import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.release.EnvironmentCommand;
import dev.releaseledger.command.release.rollback.TakenBack;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.health.Health;
import dev.releaseledger.events.release.health.Triggers;
import dev.releaseledger.events.release.rule.ReleaseRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Say what was measured of a deployment. What the reports demand is said with them, in the same append: the triggers that fire,
 * the rollback, its start where a trigger acts first, and that a rollback helped.
 *
 * @param tellsOnce whether a report of a known id says nothing new whatever is in it; otherwise another report under a known id is refused
 * @param rollbackId the id of a rollback that may be demanded
 * @param there what is in the deployment's environment; nothing before that was looked up
 */
public record ReportHealth(
        UUID releaseId, UUID deploymentId, List<HealthReport> reports, boolean tellsOnce, UUID rollbackId, There there)
        implements EnvironmentCommand {
    public ReportHealth {
        reports = List.copyOf(reports);
    }

    @Override
    public Optional<String> environment(Release release) {
        return Optional.ofNullable(release.deployments().get(deploymentId)).map(Deployment::environment);
    }

    @Override
    public ReportHealth in(There found) {
        return new ReportHealth(releaseId, deploymentId, reports, tellsOnce, rollbackId, found);
    }

    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        Deployment deployment = release.deployments().get(deploymentId);
        if (deployment == null) {
            return List.of(new HealthReported(deploymentId, HealthVerdict.NO_DATA, Baseline.UNKNOWN, reports));
        }
        Proposed proposed = new Proposed(release, by);
        Baseline baseline = Health.baseline(deployment, policy);
        for (List<HealthReport> alike : alike(news(deployment), deployment.health(), baseline, policy)) {
            Deployment now = proposed.deployment(deploymentId);
            HealthReported reported = new HealthReported(
                    deploymentId, Health.verdict(now.health(), alike, baseline, policy), baseline, alike);
            if (!proposed.andIfAllowed(reported, policy, there)) {
                // Nothing follows from it, and it is refused for itself.
                proposed.events.add(reported);
                break;
            }
            demand(proposed, policy);
            verify(proposed, policy);
        }
        return proposed.events;
    }

    /**
     * The reports in parts of one verdict, each ending where a trigger may fire: what one report says is not hidden by the next
     * one, however they are gathered.
     */
    private static List<List<HealthReport>> alike(
            List<HealthReport> news, DeploymentHealth known, Baseline baseline, ReleasePolicy policy) {
        List<List<HealthReport>> parts = new ArrayList<>();
        DeploymentHealth health = known;
        HealthVerdict before = null;
        for (HealthReport report : news) {
            health = health.and(report);
            HealthVerdict verdict = Health.verdict(health, List.of(), baseline, policy);
            if (verdict != before || verdict == HealthVerdict.UNHEALTHY) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(report);
            before = verdict;
        }
        return parts.isEmpty() ? List.of(List.of()) : parts;
    }

    /** Of the reports those that say something new, each once. */
    private List<HealthReport> news(Deployment deployment) {
        if (!tellsOnce) {
            return deployment.health().unknown(new LinkedHashSet<>(reports));
        }
        Set<UUID> known = new HashSet<>(deployment.health().reports().keySet());
        return reports.stream().filter(report -> known.add(report.id())).toList();
    }

    /** What is demanded; what the rules would refuse is left out, never the report that says why. */
    private void demand(Proposed proposed, ReleasePolicy policy) {
        List<TriggerFired> fired =
                Triggers.fired(proposed.deployment(deploymentId), proposed.release, policy, rollbackId);
        if (fired.isEmpty()) {
            return;
        }
        fired.forEach(proposed::and);
        TriggerFired first = fired.getFirst();
        if (proposed.release.rollbackOf(deploymentId).isEmpty()) {
            Set<RollbackKind> kinds = Triggers.kinds(proposed.deployment(deploymentId), policy);
            proposed.andIfAllowed(
                    new RollbackTriggered(
                            first.rollbackId(),
                            deploymentId,
                            first.reason(),
                            kinds,
                            kinds.contains(RollbackKind.CODE) ? versionBefore() : null,
                            TriggerWords.of(first)),
                    policy,
                    there);
        }
        fired.stream()
                .filter(TriggerFired::preAuthorised)
                .findFirst()
                .map(trigger -> new RollbackStarted(trigger.rollbackId(), deploymentId, trigger.trigger()))
                .filter(started -> proposed.andIfAllowed(started, policy, there))
                .ifPresent(started ->
                        TakenBack.voids(deploymentId, proposed.release, policy).forEach(proposed::and));
    }

    private @Nullable String versionBefore() {
        return there.environment()
                .without(deploymentId)
                .map(RunningVersion::version)
                .orElse(null);
    }

    private void verify(Proposed proposed, ReleasePolicy policy) {
        Deployment deployment = proposed.deployment(deploymentId);
        Rollback rollback = proposed.release.rollbackOf(deploymentId).orElse(null);
        if (rollback != null
                && rollback.progress() instanceof Rollback.Progress.Executed executed
                && Health.verdictSince(deployment.health(), executed.at(), Health.baseline(deployment, policy), policy)
                        == HealthVerdict.HEALTHY) {
            HealthReport newest =
                    Health.since(deployment.health(), executed.at()).getLast();
            proposed.and(new RollbackVerified(rollback.rollbackId(), deploymentId, newest.id(), null));
        }
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return !reports.isEmpty()
                && release.deployments().get(deploymentId) instanceof Deployment deployment
                && news(deployment).isEmpty();
    }

    @Override
    public @Nullable Instant occurredAt() {
        return null;
    }

    /** What is proposed so far, and the state after it. */
    private static final class Proposed {
        private final Attribution by;
        private final List<ReleaseEvent> events = new ArrayList<>();
        private Release release;

        Proposed(Release release, Attribution by) {
            this.release = release;
            this.by = by;
        }

        Proposed and(ReleaseEvent event) {
            events.add(event);
            release = release.evolve(event, by);
            return this;
        }

        /** Whether it may follow, and follows. */
        boolean andIfAllowed(ReleaseEvent event, ReleasePolicy policy, There there) {
            boolean allowed = ReleaseRules.judge(release, event, by, policy, there.around())
                    .isEmpty();
            if (allowed) {
                and(event);
            }
            return allowed;
        }

        Deployment deployment(UUID id) {
            return Objects.requireNonNull(release.deployments().get(id));
        }
    }
}
