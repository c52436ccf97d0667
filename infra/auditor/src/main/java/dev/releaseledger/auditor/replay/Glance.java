package dev.releaseledger.auditor.replay;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.NotUnderstood;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What can be said of an entry, whether or not it is understood: even one of a later version mostly says where it belongs.
 *
 * @param stream its stream; null where that cannot be read, as for all that follows
 * @param sequence its place in the stream
 * @param type its full type
 * @param recordedAt when the ledger recorded it
 * @param claimedAt when it is claimed to have happened; null as well where nobody claims it
 * @param envelope all of it, where it is an entry as this version knows them
 * @param fault why it is not; null where it is
 */
record Glance(
        @Nullable String stream,
        @Nullable Long sequence,
        @Nullable String type,
        @Nullable Instant recordedAt,
        @Nullable Instant claimedAt,
        @Nullable Envelope envelope,
        @Nullable String fault) {

    static Glance at(byte[] entry) {
        try {
            Envelope envelope = EntryJson.read(entry);
            return new Glance(
                    envelope.subject(),
                    envelope.sequence(),
                    envelope.type(),
                    envelope.time(),
                    envelope.attribution().occurredAt(),
                    envelope,
                    null);
        } catch (NotUnderstood e) {
            return atSomethingElse(entry, e.getMessage());
        }
    }

    private static Glance atSomethingElse(byte[] entry, @Nullable String fault) {
        JsonNode root;
        try {
            root = EntryJson.mapper().readTree(entry);
        } catch (JacksonException e) {
            return new Glance(null, null, null, null, null, null, fault);
        }
        JsonNode sequence = root.path("sequence");
        return new Glance(
                text(root, "subject"),
                sequence.isIntegralNumber() && sequence.canConvertToLong() ? sequence.longValue() : null,
                text(root, "type"),
                time(text(root, "time")),
                time(text(root, "occurredat")),
                null,
                fault);
    }

    /** The time that {@code --clock claimed} goes by: the claimed one, else the recorded one. */
    @Nullable
    Instant happenedAt() {
        return claimedAt == null ? recordedAt : claimedAt;
    }

    private static @Nullable String text(JsonNode root, String name) {
        JsonNode value = root.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
