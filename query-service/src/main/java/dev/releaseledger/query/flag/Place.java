package dev.releaseledger.query.flag;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the list of flags, which goes from the newest defined to the oldest. */
record Place(long definedAtMicros, UUID id) {
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 50;

    private static final int BYTES = 1 + 3 * Long.BYTES;

    static Place of(FlagRow row) {
        return new Place(ChronoUnit.MICROS.between(Instant.EPOCH, row.definedAt()), row.id());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(LIST)
                .putLong(definedAtMicros)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The place; null where the bytes are none. */
    static @Nullable Place of(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length != BYTES || bytes[0] != LIST) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        return new Place(buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()));
    }

    Instant definedAt() {
        return Instant.EPOCH.plus(definedAtMicros, ChronoUnit.MICROS);
    }
}
