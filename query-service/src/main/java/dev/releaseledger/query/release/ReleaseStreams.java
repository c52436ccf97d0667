package dev.releaseledger.query.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Releases as they are and as they were: their entries, folded. What was folded before is kept for a while. */
@Component
public final class ReleaseStreams {
    private record Key(Generation generation, UUID id, long position) {}

    private record Newest(Generation generation, UUID id) {}

    private final JdbcClient jdbc;
    private final Entries entries;
    private final Cache<Newest, ReleaseStream> newest;
    private final Cache<Key, ReleaseStream> earlier;

    ReleaseStreams(JdbcClient jdbc, Entries entries, QuerySettings settings) {
        this.jdbc = jdbc;
        this.entries = entries;
        long weight = settings.queries().cachedBytes() / 2;
        this.newest = Caffeine.newBuilder()
                .maximumWeight(weight)
                .weigher((Newest key, ReleaseStream stream) -> stream.weight())
                .build();
        this.earlier = Caffeine.newBuilder()
                .maximumWeight(weight)
                .weigher((Key key, ReleaseStream stream) -> stream.weight())
                .build();
    }

    /** The release as it is now; empty when nothing is known of it. */
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
            known = fold(generation, id, known == null ? ReleaseStream.empty() : known, position);
            newest.put(key, known);
        }
        return known.position() == position ? Optional.of(known) : asOf(generation, id, position);
    }

    /** The release after the entry at this position; empty when there was nothing yet. */
    public Optional<ReleaseStream> asOf(Generation generation, UUID id, long position) {
        return at(generation, id, entries.lastAt(generation, ReleaseStream.name(id), position));
    }

    /** The release as it was recorded by this time; empty when there was nothing yet. */
    public Optional<ReleaseStream> recordedBy(Generation generation, UUID id, Instant time) {
        return at(generation, id, entries.lastAt(generation, ReleaseStream.name(id), time));
    }

    private Optional<ReleaseStream> at(Generation generation, UUID id, OptionalLong position) {
        if (position.isEmpty()) {
            return Optional.empty();
        }
        Key key = new Key(generation, id, position.getAsLong());
        ReleaseStream known = earlier.getIfPresent(key);
        if (known == null) {
            known = fold(generation, id, ReleaseStream.empty(), position.getAsLong());
            earlier.put(key, known);
        }
        return Optional.of(known);
    }

    private ReleaseStream fold(Generation generation, UUID id, ReleaseStream from, long upTo) {
        ReleaseStream[] folded = {from};
        entries.ofStream(
                generation,
                ReleaseStream.name(id),
                from.position(),
                upTo,
                row -> folded[0] = folded[0].and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length));
        return folded[0];
    }

    /** The release as it is claimed to have been at this time, by what is recorded now; empty when there was nothing yet. */
    public Optional<ReleaseStream> claimedAt(Generation generation, UUID id, Instant time) {
        ReleaseStream[] folded = {ReleaseStream.empty()};
        entries.ofStream(generation, ReleaseStream.name(id), -1, Long.MAX_VALUE, row -> {
            ReadEntry read = ReadEntry.of(row.bytes());
            Instant judgedAt = ReleaseStream.judgedAt(read);
            if (judgedAt != null && !judgedAt.isAfter(time)) {
                folded[0] = folded[0].and(row.position(), read, row.bytes().length);
            }
        });
        return folded[0].position() < 0 ? Optional.empty() : Optional.of(folded[0]);
    }
}
