package dev.releaseledger.query.dora;

import dev.releaseledger.query.rest.CsvLine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is behind a figure as CSV, the names of the columns first. */
final class DoraCsv {
    private static final String HEADER = "at,seconds,counts,product,team,environment,version,kind,strategy,releaseId,"
            + "deploymentId,changeId,mergedAt,failedBy,mendedBy,restoredBy,positions\r\n";

    private DoraCsv() {}

    static String of(List<DoraEntriesEndpoint.Item> items) {
        return items.stream().map(DoraCsv::line).collect(Collectors.joining("", HEADER, ""));
    }

    private static String line(DoraEntriesEndpoint.Item item) {
        return CsvLine.of(Arrays.asList(
                item.at(),
                item.seconds(),
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
                        .collect(Collectors.joining(" "))));
    }
}
