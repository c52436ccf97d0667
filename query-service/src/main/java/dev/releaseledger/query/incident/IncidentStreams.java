package dev.releaseledger.query.incident;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.settings.QuerySettings;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Incidents as they are and as they were: their entries, folded. What was folded before is kept for a while. */
@Component
final class IncidentStreams {
    /** Incidents are smaller than releases, and fewer are looked at: a part of what those may take. */
    private static final int PART = 4;

    private record Key(Generation generation, UUID id, long position) {}

    private final Entries entries;
    private final Cache<Key, IncidentStream> folded;

    IncidentStreams(Entries entries, QuerySettings settings) {
        this.entries = entries;
        this.folded = Caffeine.newBuilder()
                .maximumWeight(settings.queries().cachedBytes() / PART)
                .weigher((Key key, IncidentStream stream) -> stream.weight())
                .build();
    }

    /** The incident as it is now; empty when nothing is known of it. */
    Optional<IncidentStream> now(Generation generation, UUID id) {
        return asOf(generation, id, Long.MAX_VALUE);
    }

    /** The incident after the entry at this position; empty when there was nothing yet. */
    Optional<IncidentStream> asOf(Generation generation, UUID id, long position) {
        return at(generation, id, entries.lastAt(generation, IncidentStream.name(id), position));
    }

    /** The incident as it was recorded by this time; empty when there was nothing yet. */
    Optional<IncidentStream> recordedBy(Generation generation, UUID id, Instant time) {
        return at(generation, id, entries.lastAt(generation, IncidentStream.name(id), time));
    }

    private Optional<IncidentStream> at(Generation generation, UUID id, OptionalLong position) {
        if (position.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(folded.get(
                new Key(generation, id, position.getAsLong()), key -> fold(generation, id, position.getAsLong())));
    }

    private IncidentStream fold(Generation generation, UUID id, long upTo) {
        IncidentStream[] stream = {IncidentStream.empty()};
        entries.ofStream(
                generation,
                IncidentStream.name(id),
                -1,
                upTo,
                row -> stream[0] = stream[0].and(row.position(), ReadEntry.of(row.bytes()), row.bytes().length));
        return stream[0];
    }

    /** The incident as it is claimed to have been at this time, by what is recorded now; empty when there was nothing yet. */
    Optional<IncidentStream> claimedAt(Generation generation, UUID id, Instant time) {
        IncidentStream[] stream = {IncidentStream.empty()};
        entries.ofStream(generation, IncidentStream.name(id), -1, Long.MAX_VALUE, row -> {
            ReadEntry read = ReadEntry.of(row.bytes());
            Instant judgedAt = ReleaseStream.judgedAt(read);
            if (judgedAt != null && !judgedAt.isAfter(time)) {
                stream[0] = stream[0].and(row.position(), read, row.bytes().length);
            }
        });
        return stream[0].position() < 0 ? Optional.empty() : Optional.of(stream[0]);
    }
}
