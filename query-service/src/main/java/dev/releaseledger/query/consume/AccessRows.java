package dev.releaseledger.query.consume;

import static dev.releaseledger.query.entry.ReadEntry.listable;
import static dev.releaseledger.query.entry.ReadEntry.storable;

import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.audit.Reading;
import dev.releaseledger.events.audit.UnopenedRecords;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readings that a batch's entries tell of, as rows; functions of each entry alone. */
final class AccessRows implements BatchRows {
    private static final Map<String, String> COLUMNS = columns();

    private final Rows rows = new Rows("access_read", List.of("position", "place"), COLUMNS);

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("position", "int8");
        columns.put("place", "int4");
        columns.put("reader", "uuid");
        columns.put("roles", "text");
        columns.put("what", "text");
        columns.put("how", "text");
        columns.put("outcome", "text");
        columns.put("first_at", "timestamptz");
        columns.put("last_at", "timestamptz");
        columns.put("count", "int8");
        columns.put("traceparent", "text");
        return columns;
    }

    void add(Received.Placed entry) {
        if (!(entry.read() instanceof ReadEntry.Understood understood)
                || !(understood.event() instanceof EvidenceRead read)) {
            return;
        }
        int place = 0;
        for (Reading reading : read.readings()) {
            rows.add(Arrays.asList(
                    entry.position(),
                    place++,
                    reading.reader(),
                    String.join(
                            ",",
                            reading.roles().stream().map(ReadEntry::listable).toList()),
                    listable(reading.what()),
                    listable(reading.how()),
                    reading.outcome().name(),
                    storable(reading.first()).toString(),
                    storable(reading.last()).toString(),
                    reading.count(),
                    reading.traceparent() == null ? null : listable(reading.traceparent())));
        }
        for (UnopenedRecords unopened : read.unopened()) {
            Instant recorded = understood.envelope().time();
            rows.add(Arrays.asList(
                    entry.position(),
                    place++,
                    null,
                    "",
                    "offsets " + unopened.firstOffset() + " to " + unopened.lastOffset(),
                    unopened.why().name(),
                    "UNOPENED",
                    storable(recorded).toString(),
                    storable(recorded).toString(),
                    unopened.count(),
                    null));
        }
    }

    @Override
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public int write(Connection connection, Generation generation) throws SQLException {
        return rows.writeNew(connection, generation);
    }
}
