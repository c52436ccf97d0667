package dev.releaseledger.query.entry;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.Moment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Streams of one kind as they are and as they were. */
public interface StreamsInTime<S> {
    /** Which these are. */
    StreamKind<S> kind();

    /** The stream as it is now; empty when nothing is known of it. */
    Optional<S> now(Generation generation, UUID id);

    /** The stream after the entry at this position; empty when there was nothing yet. */
    Optional<S> asOf(Generation generation, UUID id, long position);

    /** The stream as it was recorded by this time; empty when there was nothing yet. */
    Optional<S> recordedBy(Generation generation, UUID id, Instant time);

    /** The stream as it is claimed to have been at this time, by what is recorded now; empty when there was nothing yet. */
    Optional<S> claimedAt(Generation generation, UUID id, Instant time);

    /**
     * The stream at a moment; empty when there was nothing yet.
     *
     * @param moment null for now
     * @param claimed whether a time is a claimed one
     */
    default Optional<S> at(Generation generation, UUID id, @Nullable Moment moment, boolean claimed) {
        return switch (moment) {
            case null -> now(generation, id);
            case Moment.Position at -> asOf(generation, id, at.position());
            case Moment.Time at ->
                claimed ? claimedAt(generation, id, at.time()) : recordedBy(generation, id, at.time());
        };
    }
}
