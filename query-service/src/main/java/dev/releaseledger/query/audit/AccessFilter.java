package dev.releaseledger.query.audit;

import dev.releaseledger.query.rest.QueryParameters;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of the readings is asked for.
 *
 * @param from that were still made at or after this
 * @param to that began before this
 * @param before after which reading of the list, which goes from the newest to the oldest, to go on
 */
record AccessFilter(
        Optional<UUID> reader,
        Optional<String> what,
        Optional<String> how,
        Optional<AccessRead.Outcome> outcome,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Place> before) {

    /** The place of a reading in the list. */
    record Place(long position, int place) {
        private static final byte LIST = 7;
        private static final int BYTES = 1 + Long.BYTES + Integer.BYTES;

        byte[] toBytes() {
            return ByteBuffer.allocate(BYTES)
                    .put(LIST)
                    .putLong(position)
                    .putInt(place)
                    .array();
        }

        static @Nullable Place of(byte @Nullable [] bytes) {
            return bytes == null || bytes.length != BYTES || bytes[0] != LIST
                    ? null
                    : new Place(
                            ByteBuffer.wrap(bytes).getLong(1),
                            ByteBuffer.wrap(bytes).getInt(1 + Long.BYTES));
        }
    }

    /** Reads all filters but where to go on. */
    static AccessFilter of(QueryParameters query) {
        Optional<UUID> reader = query.value("reader", "a directory id", QueryParameters::uuid);
        Optional<String> what = query.text("what");
        AccessFilter others = ofRelease(query, "");
        return new AccessFilter(
                reader, what, others.how(), others.outcome(), others.from(), others.to(), Optional.empty());
    }

    /** Reads the filters that are left where the resource is given. */
    static AccessFilter ofRelease(QueryParameters query, String what) {
        Optional<String> how = query.text("how");
        Optional<AccessRead.Outcome> outcome = query.oneOf("outcome", AccessRead.Outcome.class);
        Optional<Instant> from = query.time("from");
        Optional<Instant> to = query.time("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            query.fault("to", "not after from", "a time after from");
        }
        return new AccessFilter(Optional.empty(), Optional.of(what), how, outcome, from, to, Optional.empty());
    }

    AccessFilter before(Optional<Place> place) {
        return new AccessFilter(reader, what, how, outcome, from, to, place);
    }
}
