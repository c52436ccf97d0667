package dev.releaseledger.query.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.FoldedStreams;
import dev.releaseledger.query.entry.StreamKind;
import dev.releaseledger.query.entry.StreamsInTime;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Releases as they are and as they were. The newest of each that was asked for is kept, and folded on from there. */
@Component
public final class ReleaseStreams implements StreamsInTime<ReleaseStream> {
    private record Newest(Generation generation, UUID id) {}

    private final JdbcClient jdbc;
    private final Cache<Newest, ReleaseStream> newest;
    private final FoldedStreams<ReleaseStream> earlier;

    ReleaseStreams(JdbcClient jdbc, Entries entries, QuerySettings settings) {
        this.jdbc = jdbc;
        long weight = settings.queries().cachedBytes() / 2;
        this.newest = Caffeine.newBuilder()
                .maximumWeight(weight)
                .weigher((Newest key, ReleaseStream stream) -> stream.weight())
                .build();
        this.earlier = new FoldedStreams<>(entries, ReleaseStream.KIND, weight);
    }

    @Override
    public StreamKind<ReleaseStream> kind() {
        return earlier.kind();
    }

    @Override
    public Optional<ReleaseStream> now(Generation generation, UUID id) {
        Long position = jdbc.sql(generation.sql("select position from {g}.release where id = ?"))
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(null);
        if (position == null) {
            // Its planning may be what could not be understood.
            return asOf(generation, id, Long.MAX_VALUE);
        }
        Newest key = new Newest(generation, id);
        ReleaseStream known = newest.getIfPresent(key);
        if (known == null || known.position() < position) {
            known = earlier.fold(generation, id, known == null ? ReleaseStream.KIND.empty() : known, position);
            newest.put(key, known);
        }
        return known.position() == position ? Optional.of(known) : asOf(generation, id, position);
    }

    @Override
    public Optional<ReleaseStream> asOf(Generation generation, UUID id, long position) {
        return earlier.asOf(generation, id, position);
    }

    @Override
    public Optional<ReleaseStream> recordedBy(Generation generation, UUID id, Instant time) {
        return earlier.recordedBy(generation, id, time);
    }

    @Override
    public Optional<ReleaseStream> claimedAt(Generation generation, UUID id, Instant time) {
        return earlier.claimedAt(generation, id, time);
    }
}
