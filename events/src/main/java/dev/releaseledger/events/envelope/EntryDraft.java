package dev.releaseledger.events.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry before the ledger has given it a place: everything but {@code time}, {@code position} and {@code sequence}.
 * All that is costly to write is written here, by the caller; sealing copies bytes, so that the one writer of the
 * ledger stays fast.
 */
public final class EntryDraft {
    /** The limit of a C2SP tlog-tiles entry bundle: a length is an unsigned 16-bit number. */
    public static final int MAX_BYTES = 65_535;

    private static final int LONGEST_TIME = Instant.MAX.toString().length();
    private static final int LONGEST_NUMBER = Long.toString(Long.MAX_VALUE).length();
    private static final byte[] SEQUENCE = ",\"sequence\":".getBytes(UTF_8);

    private final String type;
    private final String subject;
    private final byte[] beforeTime;
    private final byte[] beforePosition;
    private final byte[] afterSequence;

    private EntryDraft(String type, String subject, byte[] beforeTime, byte[] beforePosition, byte[] afterSequence) {
        this.type = type;
        this.subject = subject;
        this.beforeTime = beforeTime;
        this.beforePosition = beforePosition;
        this.afterSequence = afterSequence;
    }

    /**
     * Writes an event's entry as far as it is known.
     *
     * @param id a UUID of version 7
     * @param source {@code /release-ledger/<origin>}
     * @param subject the stream
     * @param event one of the catalogue's records
     * @throws EntryTooLarge when the sealed entry could exceed {@link #MAX_BYTES}
     * @throws IllegalArgumentException when an attribute holds characters that attributes may not hold
     */
    public static EntryDraft of(
            UUID id,
            String source,
            String subject,
            Event event,
            Attribution attribution,
            String correlationId,
            @Nullable String causationId,
            @Nullable String traceparent) {
        EventType type = Events.typeOf(event);
        String head = "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"" + Attributes.plain("source", source)
                + "\",\"type\":\"" + type.name()
                + "\",\"subject\":\"" + Attributes.plain("subject", subject)
                + "\",\"time\":\"";
        String middle =
                "\",\"datacontenttype\":\"application/json\",\"dataschema\":\"" + type.schema() + "\",\"position\":";
        StringBuilder tail = new StringBuilder(256);
        tail.append(",\"decidedat\":\"").append(attribution.decidedAt());
        tail.append("\",\"actor\":\"").append(attribution.actor());
        tail.append("\",\"actorroles\":\"").append(Attributes.roles(attribution.roles()));
        if (attribution.occurredAt() != null) {
            tail.append("\",\"occurredat\":\"").append(attribution.occurredAt());
        }
        tail.append("\",\"correlationid\":\"").append(Attributes.plain("correlationid", correlationId));
        if (causationId != null) {
            tail.append("\",\"causationid\":\"").append(Attributes.plain("causationid", causationId));
        }
        if (traceparent != null) {
            tail.append("\",\"traceparent\":\"").append(Attributes.plain("traceparent", traceparent));
        }
        tail.append("\",\"data\":");
        byte[] data = EntryJson.writeData(event);
        byte[] attributes = tail.toString().getBytes(UTF_8);
        byte[] afterSequence = new byte[attributes.length + data.length + 1];
        System.arraycopy(attributes, 0, afterSequence, 0, attributes.length);
        System.arraycopy(data, 0, afterSequence, attributes.length, data.length);
        afterSequence[afterSequence.length - 1] = '}';
        EntryDraft draft =
                new EntryDraft(type.name(), subject, head.getBytes(UTF_8), middle.getBytes(UTF_8), afterSequence);
        if (draft.maxLength() > MAX_BYTES) {
            throw new EntryTooLarge(type.name(), draft.maxLength());
        }
        return draft;
    }

    /** The most bytes that the sealed entry can take. */
    public int maxLength() {
        return lengthWithout() + LONGEST_TIME + 2 * LONGEST_NUMBER;
    }

    private int lengthWithout() {
        return beforeTime.length + beforePosition.length + SEQUENCE.length + afterSequence.length;
    }

    public String type() {
        return type;
    }

    /** The stream that the entry goes to. */
    public String subject() {
        return subject;
    }

    /** The entry's bytes at this place and time: what is stored, published, hashed and exported. */
    public byte[] seal(long position, long sequence, Instant time) {
        byte[] when = time.toString().getBytes(UTF_8);
        byte[] where = Long.toString(position).getBytes(UTF_8);
        byte[] nth = Long.toString(sequence).getBytes(UTF_8);
        byte[] entry = new byte[lengthWithout() + when.length + where.length + nth.length];
        int at = 0;
        for (byte[] part : new byte[][] {beforeTime, when, beforePosition, where, SEQUENCE, nth, afterSequence}) {
            System.arraycopy(part, 0, entry, at, part.length);
            at += part.length;
        }
        return entry;
    }
}
