package dev.releaseledger.events.envelope;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry, read: the CloudEvents 1.0 attributes, Release Ledger's extensions, and the data not yet understood.
 *
 * @param id UUID of version 7
 * @param source {@code /release-ledger/<origin>}
 * @param type the event's full name, e.g. {@code dev.releaseledger.release.stage-approved.v1}
 * @param subject the stream, e.g. {@code release/<id>}
 * @param time when the ledger recorded it
 * @param dataschema where the JSON Schema of the data is
 * @param position the place in the one order of the ledger, dense from 0
 * @param sequence the place in its stream, dense from 0
 * @param attribution who said it, in which roles, and when
 * @param correlationId what the command belonged to
 * @param causationId the entry that an automation reacted to
 * @param traceparent W3C trace context of the command
 * @param data the event as JSON; {@link Events#read} understands it
 */
public record Envelope(
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String dataschema,
        long position,
        long sequence,
        Attribution attribution,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        JsonNode data) {}
