package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.OpenedDeployment;
import dev.releaseledger.events.flag.ReleaseNamed;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.ReReleasePlanned;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an event is judged by beside its own stream, from the streams as they stand at its position: whoever decided made the
 * sequences of the streams that it read a condition of the append.
 */
final class Around implements OpenedDeployment.Beside {
    private final Map<String, ReleaseState> releases;
    private final Map<String, FreezeState> freezes;
    private final Map<String, EnvironmentState> environments;
    private final Function<Release, ReleasePolicy> policies;

    Around(
            Map<String, ReleaseState> releases,
            Map<String, FreezeState> freezes,
            Map<String, EnvironmentState> environments,
            Function<Release, ReleasePolicy> policies) {
        this.releases = releases;
        this.freezes = freezes;
        this.environments = environments;
        this.policies = policies;
    }

    /** What surrounds an event of a release. */
    Surroundings of(Release release, ReleaseEvent event, @Nullable HeldClaim held) {
        String product = release.plan().product();
        EnvironmentState environment = environment(release, event)
                .map(name -> environment(product, name))
                .orElse(EnvironmentState.empty());
        return new Surroundings(held, freezes.getOrDefault(product, FreezeState.none()), environment);
    }

    /** The environment that an event is judged by; empty for what is judged by none. */
    private static Optional<String> environment(Release release, ReleaseEvent event) {
        if (event instanceof DeploymentStarted started) {
            return Optional.of(started.environment());
        }
        UUID deployment = deployment(event);
        return deployment == null
                ? Optional.empty()
                : Optional.ofNullable(release.deployments().get(deployment)).map(Deployment::environment);
    }

    private static @Nullable UUID deployment(ReleaseEvent event) {
        if (event instanceof RolloutPlanned planned) {
            return planned.deploymentId();
        }
        if (event instanceof HealthReported reported) {
            return reported.deploymentId();
        }
        if (event instanceof RollbackTriggered triggered) {
            return triggered.deploymentId();
        }
        return event instanceof RollbackStarted started ? started.deploymentId() : null;
    }

    /** Of what an event of an incident is linked to, what the ledger does not have. */
    Set<IncidentLink> nowhere(IncidentEvent event) {
        return links(event).stream().filter(link -> !isThere(link)).collect(Collectors.toUnmodifiableSet());
    }

    /** Of the release that an event of a flag names, what the ledger does not have. */
    Set<UUID> nowhere(FlagEvent event) {
        return ReleaseNamed.in(event)
                .map(named -> named.missingIn(release(named.releaseId())))
                .orElse(Set.of());
    }

    @Override
    public ReleaseState release(UUID releaseId) {
        return releases.getOrDefault(ReleaseEvent.stream(releaseId), ReleaseState.unplanned());
    }

    @Override
    public EnvironmentState environment(String product, String environment) {
        return environments.getOrDefault(EnvironmentEvent.stream(product, environment), EnvironmentState.empty());
    }

    @Override
    public ReleasePolicy policyOf(Release release) {
        return policies.apply(release);
    }

    private static List<IncidentLink> links(IncidentEvent event) {
        if (event instanceof IncidentOpened opened) {
            return opened.links();
        }
        if (event instanceof IncidentLinked linked) {
            return List.of(linked.link());
        }
        return event instanceof ReReleasePlanned planned && planned.releaseId() instanceof UUID release
                ? List.of(IncidentLink.toRelease(release))
                : List.of();
    }

    private boolean isThere(IncidentLink link) {
        if (link.releaseId() == null) {
            return true;
        }
        if (!(releases.get(ReleaseEvent.stream(link.releaseId())) instanceof Release release)) {
            return false;
        }
        if (link.rollbackId() != null) {
            return release.rollbacks().get(link.rollbackId()) instanceof Rollback rollback
                    && rollback.deploymentId().equals(link.deploymentId());
        }
        return link.deploymentId() == null || release.deployments().get(link.deploymentId()) instanceof Deployment;
    }
}
