package dev.releaseledger.query.incident;

import dev.releaseledger.query.rest.CsvLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents as CSV. */
final class IncidentCsv {
    private static final List<String> HEADER = List.of(
            "id",
            "product",
            "environment",
            "title",
            "severity",
            "status",
            "open",
            "origin",
            "cause",
            "commander",
            "mergedInto",
            "detectedAt",
            "openedAt",
            "acknowledgedAt",
            "mitigatedAt",
            "resolvedAt",
            "endedAt",
            "updatedAt",
            "backfilled",
            "logEntries",
            "actionItems",
            "openActionItems",
            "overdueActionItems",
            "sequence",
            "position",
            "incomplete");

    private IncidentCsv() {}

    /** The first line. */
    static String header() {
        return CsvLine.of(HEADER);
    }

    /** An incident's line. */
    static String line(IncidentRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.id());
        values.add(row.product());
        values.add(row.environment());
        values.add(row.title());
        values.add(row.severity());
        values.add(row.status());
        values.add(row.open());
        values.add(row.origin());
        values.add(row.cause());
        values.add(row.commander());
        values.add(row.mergedInto());
        values.add(row.detectedAt());
        values.add(row.openedAt());
        values.add(row.acknowledgedAt());
        values.add(row.mitigatedAt());
        values.add(row.resolvedAt());
        values.add(row.endedAt());
        values.add(row.updatedAt());
        values.add(row.backfilled());
        values.add(row.logEntries());
        values.add(row.actionItems());
        values.add(row.openActionItems());
        values.add(row.overdueActionItems());
        values.add(row.sequence());
        values.add(row.position());
        values.add(row.incomplete());
        return CsvLine.of(values);
    }
}
