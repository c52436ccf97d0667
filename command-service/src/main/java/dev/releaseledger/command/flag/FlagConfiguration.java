package dev.releaseledger.command.flag;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.release.ReleaseState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How flags, and what they have to do with, are read. */
@Configuration(proxyBeanMethods = false)
class FlagConfiguration {
    /** So many flags are kept at hand at most. */
    private static final long MOST = 1_000;

    @Bean
    StreamStates<FlagState> flagStates(EntryReader entries) {
        return new StreamStates<>(
                entries, FlagState.undefined(), (state, event, by) -> state.evolve((FlagEvent) event, by), MOST);
    }

    @Bean
    ReleasesBeside releasesBeside(
            StreamStates<ReleaseState> releaseStates,
            StreamStates<EnvironmentState> environmentStates,
            Policies policies) {
        return new LedgerReleases(releaseStates, environmentStates, policies);
    }
}
