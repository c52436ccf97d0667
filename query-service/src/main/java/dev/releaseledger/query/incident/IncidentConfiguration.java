package dev.releaseledger.query.incident;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.settings.QuerySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where incidents are read. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {
    /** Incidents are smaller than releases, and fewer are looked at: a part of what those may take. */
    private static final int PART = 4;

    @Bean
    FoldedStreams<IncidentStream> incidentStreams(Entries entries, QuerySettings settings) {
        return new FoldedStreams<>(
                entries, IncidentStream.KIND, settings.queries().cachedBytes() / PART);
    }
}
