package dev.releaseledger.events.audit;

import dev.releaseledger.events.envelope.EntryJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A value of the access topic: a request for evidence whose reader only the access key opens.
 *
 * @param version 1
 * @param key the id of the key that the reader is sealed with
 * @param reader the nonce of 12 bytes, then the sealed subject with its tag of 16 bytes, in base64
 */
public record AccessRecord(
        int version,
        Instant at,
        List<String> roles,
        String what,
        String how,
        AccessOutcome outcome,
        @Nullable String traceparent,
        String key,
        byte[] reader) {
    private static final int VERSION = 1;

    AccessRecord(Access access, String key, byte[] reader) {
        this(
                VERSION,
                access.at(),
                access.roles(),
                access.what(),
                access.how(),
                access.outcome(),
                access.traceparent(),
                key,
                reader);
    }

    /** All of it but who made it. */
    Access access() {
        return new Access(at, roles, what, how, outcome, traceparent);
    }

    /** As JSON in UTF-8. */
    public byte[] toBytes() {
        return EntryJson.mapper().writeValueAsBytes(this);
    }

    /** Reads a value of the topic; empty where it is none. */
    public static Optional<AccessRecord> read(byte @Nullable [] bytes) {
        try {
            AccessRecord read = bytes == null ? null : EntryJson.mapper().readValue(bytes, AccessRecord.class);
            return Optional.ofNullable(read).filter(AccessRecord::isWhole);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("ConstantValue") // What is read as JSON may lack anything.
    private static boolean isWhole(AccessRecord record) {
        if (record.version != VERSION
                || record.at == null
                || record.roles == null
                || record.what == null
                || record.how == null
                || record.outcome == null
                || record.key == null
                || record.reader == null) {
            return false;
        }
        try {
            record.access();
            return true;
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }
}
