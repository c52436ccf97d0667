package dev.releaseledger.query.release.list;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which releases are asked for.
 *
 * @param from planned at or after this time
 * @param to planned before this time
 * @param readable the products that may be read; empty optional when all may
 * @param after where the page before ended
 */
record ReleaseFilter(
        Optional<String> product,
        Optional<ReleaseKind> kind,
        Optional<Strategy> strategy,
        Optional<Stage> stage,
        Optional<ReleaseStatus> status,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Set<String>> readable,
        Optional<Place> after,
        int limit) {

    /** A place in the list: pages go from the newest planned to the oldest, the id decides between equal times. */
    record Place(long plannedAtMicros, UUID id) {
        private static final byte KIND = 1;
        private static final int BYTES = 1 + 3 * Long.BYTES;

        byte[] toBytes() {
            return ByteBuffer.allocate(BYTES)
                    .put(KIND)
                    .putLong(plannedAtMicros)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        static @Nullable Place of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (bytes.length != BYTES || buffer.get() != KIND) {
                return null;
            }
            return new Place(buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()));
        }
    }
}
