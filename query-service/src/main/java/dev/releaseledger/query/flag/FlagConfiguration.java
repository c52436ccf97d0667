package dev.releaseledger.query.flag;

import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.settings.QuerySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where flags are read. */
@Configuration(proxyBeanMethods = false)
class FlagConfiguration {
    /** Flags are smaller than releases, and fewer are looked at: a part of what those may take. */
    private static final int PART = 4;

    @Bean
    FoldedStreams<FlagStream> flagStreams(Entries entries, QuerySettings settings) {
        return new FoldedStreams<>(entries, FlagStream.KIND, settings.queries().cachedBytes() / PART);
    }
}
