package dev.releaseledger.command.environment;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How environments, and the releases that run in them, are read beside a release. */
@Configuration(proxyBeanMethods = false)
class EnvironmentConfiguration {
    /** So many environments, and releases in them, are kept at hand at most. */
    private static final long MOST = 1_000;

    @Bean
    StreamStates<EnvironmentState> environmentStates(EntryReader entries) {
        return new StreamStates<>(
                entries,
                EnvironmentState.empty(),
                (state, event, by) -> state.evolve((EnvironmentEvent) event, by),
                MOST);
    }

    @Bean
    StreamStates<ReleaseState> releaseStates(EntryReader entries) {
        return new StreamStates<>(
                entries, ReleaseState.unplanned(), (state, event, by) -> state.evolve((ReleaseEvent) event, by), MOST);
    }

    @Bean
    Environments environments(
            StreamStates<EnvironmentState> environmentStates, StreamStates<ReleaseState> releaseStates) {
        return (product, environment, hand) -> {
            String stream = EnvironmentEvent.stream(product, environment);
            StreamStates.Standing<EnvironmentState> standing = environmentStates.of(stream);
            hand.reads(stream, standing.sequence());
            return new There(standing.state(), () -> usual(standing.state(), releaseStates), hand.held());
        };
    }

    /** Read afresh: more may have been reported to another service. It is recorded with what it is used for. */
    private static Baseline usual(EnvironmentState there, StreamStates<ReleaseState> releases) {
        return there.current()
                .map(running -> {
                    String stream = ReleaseEvent.stream(running.releaseId());
                    releases.forget(stream);
                    return releases.of(stream).state() instanceof Release release
                                    && release.deployments().get(running.deploymentId())
                                            instanceof Deployment deployment
                            ? deployment.health().usual().asBaseline(running.deploymentId())
                            : Baseline.UNKNOWN;
                })
                .orElse(Baseline.UNKNOWN);
    }
}
