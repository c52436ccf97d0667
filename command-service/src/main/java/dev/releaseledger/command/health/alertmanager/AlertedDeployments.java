package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import java.util.Optional;
import java.util.UUID;

/** Finds the deployment that an alert is about: the one on its way there, otherwise what runs there. */
final class AlertedDeployments {
    private final Claims claims;
    private final StreamStates<ReleaseState> releases;
    private final StreamStates<EnvironmentState> environments;

    AlertedDeployments(
            Claims claims, StreamStates<ReleaseState> releases, StreamStates<EnvironmentState> environments) {
        this.claims = claims;
        this.releases = releases;
        this.environments = environments;
    }

    /** A deployment of a release. */
    record Alerted(UUID releaseId, Release release, Deployment deployment) {}

    /** The deployment that a product's environment has; empty where nothing is known to be there. */
    Optional<Alerted> in(String product, String environment) {
        return claims.holder(ReleaseClaims.deployment(product, environment))
                .flatMap(stream -> onItsWay(stream, environment))
                .or(() -> running(product, environment));
    }

    private Optional<Alerted> onItsWay(String stream, String environment) {
        return release(stream)
                .flatMap(release -> release.newestDeployment(environment)
                        .map(deployment -> new Alerted(
                                UUID.fromString(stream.substring(stream.indexOf('/') + 1)), release, deployment)));
    }

    private Optional<Alerted> running(String product, String environment) {
        String stream = EnvironmentEvent.stream(product, environment);
        // Another instance may have recorded more, as of releases.
        environments.forget(stream);
        return environments
                .of(stream)
                .state()
                .current()
                .flatMap(running -> release(ReleaseEvent.stream(running.releaseId()))
                        .flatMap(release -> Optional.ofNullable(
                                        release.deployments().get(running.deploymentId()))
                                .map(deployment -> new Alerted(running.releaseId(), release, deployment))));
    }

    private Optional<Release> release(String stream) {
        releases.forget(stream);
        return releases.of(stream).state() instanceof Release release ? Optional.of(release) : Optional.empty();
    }
}
