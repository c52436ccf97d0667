package dev.releaseledger.query.dora;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is behind a figure as CSV (RFC 4180), the names of the columns first. */
final class Csv {
    private static final String HEADER = "at,seconds,counts,product,team,environment,version,kind,strategy,releaseId,"
            + "deploymentId,changeId,mergedAt,failedBy,mendedBy,restoredBy,positions\r\n";

    private Csv() {}

    static String of(List<DoraEntriesEndpoint.Item> items) {
        return items.stream().map(Csv::line).collect(Collectors.joining("", HEADER, ""));
    }

    private static String line(DoraEntriesEndpoint.Item item) {
        return cells(
                item.at(),
                item.seconds() == null ? null : item.seconds().toPlainString(),
                item.counts(),
                item.product(),
                item.team(),
                item.environment(),
                item.version(),
                item.kind(),
                item.strategy(),
                item.releaseId(),
                item.deploymentId(),
                item.changeId(),
                item.mergedAt(),
                item.failedBy(),
                item.mendedBy(),
                item.restoredBy(),
                item.entries().stream()
                        .map(entry -> Long.toString(entry.position()))
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    private static String cells(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> quoted(Objects.toString(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
