package dev.releaseledger.query.consume;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.query.entry.ReadEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of the events topic, looked at by itself: whether it has a place, before anybody asks whether it is the next. */
sealed interface Received {
    /** The header that names an entry's position in decimal digits. */
    String POSITION_HEADER = "position";

    /** The header that states an entry's leaf hash in base64, as its publisher had it; older records have none. */
    String LEAF_HEADER = "leaf";

    Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The record's offset in the topic. */
    long offset();

    /**
     * An entry with its place.
     *
     * @param position its position, by the entry itself or, where that cannot be read, by the record's header
     * @param stream its stream, by the entry itself or by the record's key; null where neither says
     * @param read what it says, as far as it could be read
     * @param bytes the entry
     * @param leaf its leaf hash
     * @param stated whether its publisher stated the same leaf hash beside it
     */
    record Placed(
            long offset,
            long position,
            @Nullable String stream,
            ReadEntry read,
            byte[] bytes,
            Hash leaf,
            boolean stated)
            implements Received {

        /** The entry's attributes; null where it cannot be read. */
        @Nullable
        Envelope envelope() {
            return read.envelope();
        }
    }

    /** A record that cannot have a place in the ledger. */
    record Foreign(long offset, Alarm alarm) implements Received {}

    /** Looks at a record. Pure, so that a batch can be looked at by many threads. */
    static Received of(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = record.value();
        if (bytes == null) {
            return new Foreign(record.offset(), new Alarm.Unplaceable(record.offset()));
        }
        long byRecord = positionOf(record);
        ReadEntry read = ReadEntry.of(bytes);
        return switch (read) {
            case ReadEntry.Understood understood -> placed(record, byRecord, understood.envelope(), read);
            case ReadEntry.NotKnown notKnown -> placed(record, byRecord, notKnown.envelope(), read);
            case ReadEntry.Unreadable unreadable ->
                byRecord < 0
                        ? new Foreign(record.offset(), new Alarm.Unplaceable(record.offset()))
                        : placed(record, byRecord, streamOf(record), read);
        };
    }

    private static Received placed(
            ConsumerRecord<byte[], byte[]> record, long byRecord, Envelope envelope, ReadEntry read) {
        if (byRecord >= 0 && byRecord != envelope.position()) {
            return new Foreign(record.offset(), new Alarm.Misplaced(record.offset(), byRecord, envelope.position()));
        }
        return placed(record, envelope.position(), envelope.subject(), read);
    }

    private static Received placed(
            ConsumerRecord<byte[], byte[]> record, long position, @Nullable String stream, ReadEntry read) {
        Hash leaf = Hash.leaf(record.value());
        String stated = statedLeaf(record);
        return stated == null || stated.equals(leaf.toBase64())
                ? new Placed(record.offset(), position, stream, read, record.value(), leaf, stated != null)
                : new Foreign(record.offset(), new Alarm.LeafDiffers(position, stated, leaf));
    }

    /** What the publisher hashed; null where it does not say. */
    private static @Nullable String statedLeaf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(LEAF_HEADER);
        return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
    }

    private static long positionOf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(POSITION_HEADER);
        if (header == null || header.value() == null) {
            return -1;
        }
        String text = new String(header.value(), US_ASCII);
        return POSITION.matcher(text).matches() ? Long.parseLong(text) : -1;
    }

    private static @Nullable String streamOf(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null || key.length > ReadEntry.LONGEST_STREAM) {
            return null;
        }
        try {
            String stream = UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
            return stream.indexOf('\0') < 0 ? stream : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
