package dev.releaseledger.query.flag;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Flags as they are and as they were: their entries, folded. What was folded before is kept for a while. */
@Component
public final class FlagStreams {
    /** Flags are smaller than releases, and fewer are looked at: a part of what those may take. */
    private static final int PART = 4;

    private record Key(Generation generation, UUID id, long position) {}

    private final Entries entries;
    private final Cache<Key, FlagStream> folded;

    FlagStreams(Entries entries, QuerySettings settings) {
        this.entries = entries;
        this.folded = Caffeine.newBuilder()
                .maximumWeight(settings.queries().cachedBytes() / PART)
                .weigher((Key key, FlagStream stream) -> stream.weight())
                .build();
    }

    /** The flag as it is now; empty when nothing is known of it. */
    public Optional<FlagStream> now(Generation generation, UUID id) {
        return asOf(generation, id, Long.MAX_VALUE);
    }

    /** Flags as they are now, for whoever wants many at once: nothing of them is kept. What nothing is known of is left out. */
    public Map<UUID, FlagStream> now(Generation generation, Collection<UUID> ids) {
        Map<String, UUID> names = new HashMap<>();
        ids.forEach(id -> names.put(FlagStream.name(id), id));
        Map<UUID, FlagStream> streams = new HashMap<>();
        entries.ofStreams(
                generation,
                names.keySet(),
                (name, row) -> streams.compute(
                        requireNonNull(names.get(name)),
                        (id, stream) -> (stream == null ? FlagStream.empty() : stream)
                                .and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length)));
        return streams;
    }

    /** The flag after the entry at this position; empty when there was nothing yet. */
    public Optional<FlagStream> asOf(Generation generation, UUID id, long position) {
        return at(generation, id, entries.lastAt(generation, FlagStream.name(id), position));
    }

    /** The flag as it was recorded by this time; empty when there was nothing yet. */
    public Optional<FlagStream> recordedBy(Generation generation, UUID id, Instant time) {
        return at(generation, id, entries.lastAt(generation, FlagStream.name(id), time));
    }

    private Optional<FlagStream> at(Generation generation, UUID id, OptionalLong position) {
        if (position.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(folded.get(
                new Key(generation, id, position.getAsLong()), key -> fold(generation, id, position.getAsLong())));
    }

    private FlagStream fold(Generation generation, UUID id, long upTo) {
        FlagStream[] stream = {FlagStream.empty()};
        entries.ofStream(
                generation,
                FlagStream.name(id),
                -1,
                upTo,
                row -> stream[0] = stream[0].and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length));
        return stream[0];
    }
}
