package dev.releaseledger.query.entry;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.query.generation.Generation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Streams of one kind by their entries, folded. What was folded before is kept for a while. */
public final class FoldedStreams<S extends FoldedStream<S>> implements StreamsInTime<S> {
    private record Key(Generation generation, UUID id, long position) {}

    private final Entries entries;
    private final StreamKind<S> kind;
    private final Cache<Key, S> kept;

    /**
     * Streams of one kind.
     *
     * @param keptBytes about how much memory what is kept may take
     */
    public FoldedStreams(Entries entries, StreamKind<S> kind, long keptBytes) {
        this.entries = entries;
        this.kind = kind;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(keptBytes)
                .weigher((Key key, S stream) -> stream.weight())
                .build();
    }

    @Override
    public StreamKind<S> kind() {
        return kind;
    }

    @Override
    public Optional<S> now(Generation generation, UUID id) {
        return asOf(generation, id, Long.MAX_VALUE);
    }

    /** Streams as they are now, for whoever wants many at once: nothing of them is kept. What nothing is known of is left out. */
    public Map<UUID, S> now(Generation generation, Collection<UUID> ids) {
        Map<String, UUID> names = new HashMap<>();
        ids.forEach(id -> names.put(kind.name(id), id));
        Map<UUID, S> streams = new HashMap<>();
        entries.ofStreams(
                generation,
                names.keySet(),
                (name, row) -> streams.compute(
                        requireNonNull(names.get(name)),
                        (id, stream) -> (stream == null ? kind.empty() : stream).and(row)));
        return streams;
    }

    @Override
    public Optional<S> asOf(Generation generation, UUID id, long position) {
        return at(generation, id, entries.lastAt(generation, kind.name(id), position));
    }

    @Override
    public Optional<S> recordedBy(Generation generation, UUID id, Instant time) {
        return at(generation, id, entries.lastAt(generation, kind.name(id), time));
    }

    private Optional<S> at(Generation generation, UUID id, OptionalLong position) {
        if (position.isEmpty()) {
            return Optional.empty();
        }
        Key key = new Key(generation, id, position.getAsLong());
        // Not computed in the cache: what folds reads the database, and others would wait for it.
        S known = kept.getIfPresent(key);
        if (known == null) {
            known = fold(generation, id, kind.empty(), position.getAsLong());
            kept.put(key, known);
        }
        return Optional.of(known);
    }

    /** A stream with its entries up to a position; nothing of it is kept. */
    public S fold(Generation generation, UUID id, S from, long upTo) {
        Fold<S> fold = new Fold<>(from);
        entries.ofStream(generation, kind.name(id), from.position(), upTo, fold::add);
        return fold.stream();
    }

    @Override
    public Optional<S> claimedAt(Generation generation, UUID id, Instant time) {
        Fold<S> fold = new Fold<>(kind.empty());
        entries.ofStream(generation, kind.name(id), -1, Long.MAX_VALUE, row -> {
            ReadEntry read = ReadEntry.of(row.bytes());
            Instant judgedAt = ReadEntry.judgedAt(read);
            if (judgedAt != null && !judgedAt.isAfter(time)) {
                fold.add(row.position(), read, row.bytes().length);
            }
        });
        return fold.stream().position() < 0 ? Optional.empty() : Optional.of(fold.stream());
    }
}
