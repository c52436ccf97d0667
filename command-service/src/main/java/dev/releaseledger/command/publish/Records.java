package dev.releaseledger.command.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Hash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What entries and checkpoints look like in Kafka. The value is theirs alone, byte for byte; headers only help to find it. */
final class Records {
    private static final String CONTENT_TYPE = "content-type";
    private static final String POSITION = "position";
    private static final String TYPE = "type";
    private static final String LEAF = "leaf";

    private Records() {}

    /** Published again, an entry is the same record again: its time is when it was recorded, not when it was sent. */
    static ProducerRecord<byte[], byte[]> entry(String topic, StoredEntry entry) {
        Facts facts = facts(entry.bytes());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                0,
                facts.time() == null ? null : facts.time().toEpochMilli(),
                entry.stream().getBytes(UTF_8),
                entry.bytes());
        Headers headers = record.headers();
        headers.add(CONTENT_TYPE, "application/cloudevents+json".getBytes(UTF_8));
        headers.add(POSITION, Long.toString(entry.position()).getBytes(UTF_8));
        // Says which entry this was, should its value be another one day.
        headers.add(LEAF, Hash.leaf(entry.bytes()).toBase64().getBytes(UTF_8));
        if (facts.type() != null) {
            headers.add(TYPE, facts.type().getBytes(UTF_8));
        }
        return record;
    }

    /** The key is the ledger's origin. */
    static ProducerRecord<byte[], byte[]> checkpoint(String topic, String origin, String note) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, origin.getBytes(UTF_8), note.getBytes(UTF_8));
        record.headers().add(CONTENT_TYPE, "text/plain; charset=utf-8".getBytes(UTF_8));
        return record;
    }

    /** The position that a record claims for its value; empty where it claims none. */
    static OptionalLong position(Headers headers) {
        Header header = headers.lastHeader(POSITION);
        try {
            return header == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(new String(header.value(), UTF_8)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private record Facts(@Nullable String type, @Nullable Instant time) {}

    /** Both stand at the beginning of an entry: the rest of it need not be read. What cannot be read is published without. */
    private static Facts facts(byte[] entry) {
        String type = null;
        Instant time = null;
        try (JsonParser parser = EntryJson.mapper().createParser(entry)) {
            parser.nextToken();
            while ((type == null || time == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("type")) {
                    type = parser.getString();
                } else if (value == JsonToken.VALUE_STRING && name.equals("time")) {
                    time = Instant.parse(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException | DateTimeException e) {
            return new Facts(type, time);
        }
        return new Facts(type, time);
    }
}
