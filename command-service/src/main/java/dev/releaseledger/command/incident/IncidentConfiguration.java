package dev.releaseledger.command.incident;

import dev.releaseledger.command.append.Claims;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.command.incident.gather.Gathering;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.release.ReleaseState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How incidents, and what they have to do with, are read. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {
    /** So many incidents are kept at hand at most. */
    private static final long MOST = 1_000;

    @Bean
    StreamStates<IncidentState> incidentStates(EntryReader entries) {
        return new StreamStates<>(
                entries, IncidentState.unopened(), (state, event, by) -> state.evolve((IncidentEvent) event, by), MOST);
    }

    @Bean
    Gathering gathering(Claims claims, StreamStates<IncidentState> incidentStates) {
        return new Gathering(claims, incidentStates);
    }

    @Bean
    Beside beside(
            EntryReader entries,
            Claims claims,
            StreamStates<IncidentState> incidentStates,
            StreamStates<ReleaseState> releaseStates) {
        return new LedgerBeside(entries, claims, incidentStates, releaseStates);
    }
}
