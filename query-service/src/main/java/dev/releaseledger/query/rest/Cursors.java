package dev.releaseledger.query.rest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opaque places in a list, authenticated (HMAC-SHA-256, cut to 16 bytes) with a key of this installation: a cursor that
 * nobody here made is no cursor.
 */
@Component
public final class Cursors {
    private static final int POSITION_BYTES = 1 + Long.BYTES;
    private static final int TIME_BYTES = 1 + 3 * Long.BYTES;
    private static final int TAG = 16;
    private static final int LONGEST = 256;

    private final JdbcClient jdbc;
    private volatile @Nullable SecretKeySpec key;

    Cursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes a cursor of what is needed to go on. */
    public String seal(byte[] place) {
        byte[] sealed = ByteBuffer.allocate(place.length + TAG)
                .put(place)
                .put(tag(place))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** What a cursor was made of; null when it was not made here. */
    public byte @Nullable [] open(String cursor) {
        if (cursor.length() > LONGEST) {
            return null;
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (sealed.length <= TAG) {
            return null;
        }
        byte[] place = Arrays.copyOf(sealed, sealed.length - TAG);
        byte[] tag = Arrays.copyOfRange(sealed, place.length, sealed.length);
        return MessageDigest.isEqual(tag, tag(place)) ? place : null;
    }

    private byte[] tag(byte[] place) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return Arrays.copyOf(mac.doFinal(place), TAG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] bytes = jdbc.sql("select cursor_key from query.installation")
                    .query(byte[].class)
                    .single();
            known = new SecretKeySpec(bytes, "HmacSHA256");
            key = known;
        }
        return known;
    }

    /**
     * A cursor of a list in the order of positions.
     *
     * @param list tells a place in this list from one in another
     */
    public String sealPosition(byte list, long position) {
        return seal(
                ByteBuffer.allocate(POSITION_BYTES).put(list).putLong(position).array());
    }

    /**
     * A cursor of a list in the order of times.
     *
     * @param list tells a place in this list from one in another
     */
    public String sealTime(byte list, TimePlace place) {
        return seal(ByteBuffer.allocate(TIME_BYTES)
                .put(list)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.time()))
                .putLong(place.id().getMostSignificantBits())
                .putLong(place.id().getLeastSignificantBits())
                .array());
    }

    /** The place that was sealed for this list; null where the text is no cursor of it. */
    public @Nullable TimePlace openTime(byte list, String cursor) {
        byte[] place = open(cursor);
        if (place == null || place.length != TIME_BYTES || place[0] != list) {
            return null;
        }
        ByteBuffer read = ByteBuffer.wrap(place, 1, TIME_BYTES - 1);
        return new TimePlace(
                Instant.EPOCH.plus(read.getLong(), ChronoUnit.MICROS), new UUID(read.getLong(), read.getLong()));
    }

    /** The position that was sealed for this list; null where the text is no cursor of it. */
    public @Nullable Long openPosition(byte list, String cursor) {
        byte[] place = open(cursor);
        return place == null || place.length != POSITION_BYTES || place[0] != list
                ? null
                : ByteBuffer.wrap(place, 1, Long.BYTES).getLong();
    }
}
