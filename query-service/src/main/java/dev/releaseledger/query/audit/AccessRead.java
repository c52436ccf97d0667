package dev.releaseledger.query.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Equal requests for evidence, as an entry tells of them.
 *
 * @param position the entry
 * @param place among the readings of that entry, from 0
 * @param reader the directory id of who read; null for records that could not be opened
 * @param roles what the reader's token granted
 * @param what the resource, e.g. {@code release/<id>}; of records that could not be opened their offsets in the access topic
 * @param how the way; of records that could not be opened why not
 * @param count how many requests they were
 * @param traceparent the trace of the first of them that has one
 */
record AccessRead(
        long position,
        int place,
        @Nullable UUID reader,
        List<String> roles,
        String what,
        String how,
        Outcome outcome,
        Instant first,
        Instant last,
        long count,
        @Nullable String traceparent) {

    /** What became of the requests. */
    enum Outcome {
        READ,
        DENIED,
        UNOPENED
    }
}
