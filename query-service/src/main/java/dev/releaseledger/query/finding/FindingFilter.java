package dev.releaseledger.query.finding;

import dev.releaseledger.query.finding.rule.Severity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which findings are asked for.
 *
 * @param rule of this rule
 * @param ruleVersion by this version; empty for the newest of each rule
 * @param subject about this stream
 * @param owner about flags of this owner
 * @param from since this time or later
 * @param to since before this time
 * @param asOf as it was after the entry at this position
 * @param readable the products that may be read; empty optional when all may
 * @param after where the page before ended
 */
record FindingFilter(
        Optional<String> product,
        Optional<String> rule,
        Optional<Integer> ruleVersion,
        Optional<Severity> severity,
        Optional<String> subject,
        Optional<UUID> owner,
        Optional<FindingView.State> state,
        Optional<Instant> from,
        Optional<Instant> to,
        long asOf,
        Optional<Set<String>> readable,
        Optional<Place> after,
        int limit) {

    /** A place in the list: pages go from the newest to the oldest, the id decides between equal times. */
    record Place(long sinceMicros, UUID id) {
        private static final byte KIND = 6;
        private static final int BYTES = 1 + 3 * Long.BYTES;

        byte[] toBytes() {
            return ByteBuffer.allocate(BYTES)
                    .put(KIND)
                    .putLong(sinceMicros)
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
