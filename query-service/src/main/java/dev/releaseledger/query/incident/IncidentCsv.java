package dev.releaseledger.query.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Incidents as CSV by RFC 4180. A field that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
 * Injection"): texts are whatever somebody wrote, and a table is opened where formulas run.
 */
final class IncidentCsv {
    private static final String END = "\r\n";
    private static final String FORMULAS_BEGIN_WITH = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

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
        return line(HEADER);
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
        return line(values.stream().map(value -> Objects.toString(value, "")).toList());
    }

    private static String line(List<String> fields) {
        return fields.stream().map(IncidentCsv::field).collect(Collectors.joining(",", "", END));
    }

    private static String field(String text) {
        boolean formula = !text.isEmpty() && FORMULAS_BEGIN_WITH.indexOf(text.charAt(0)) >= 0;
        String harmless = formula ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
