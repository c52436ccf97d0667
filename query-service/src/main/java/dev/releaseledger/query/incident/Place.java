package dev.releaseledger.query.incident;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list of incidents, which is in the order of these fields, each from the highest down.
 *
 * @param rank how well it matches; 0 where that does not count
 */
record Place(Order order, float rank, long detectedAtMicros, UUID id) {
    private static final int BYTES = 1 + Float.BYTES + 3 * Long.BYTES;

    /** What comes first. */
    enum Order {
        /** What was noticed last. */
        NEWEST((byte) 40),
        /** What matches best, and of what matches equally, what was noticed last. */
        RANK((byte) 41);

        /** Tells a place in this list from one in another. */
        private final byte list;

        Order(byte list) {
            this.list = list;
        }
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(order.list)
                .putFloat(rank)
                .putLong(detectedAtMicros)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The place in a list of this order; null where the bytes are none. */
    static @Nullable Place of(Order order, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || buffer.get() != order.list) {
            return null;
        }
        return new Place(order, buffer.getFloat(), buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()));
    }

    Instant detectedAt() {
        return Instant.EPOCH.plus(detectedAtMicros, ChronoUnit.MICROS);
    }
}
