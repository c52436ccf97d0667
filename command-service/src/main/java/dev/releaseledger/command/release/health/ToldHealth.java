package dev.releaseledger.command.release.health;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.events.release.HealthReport;
import java.util.List;
import java.util.UUID;

/**
 * Reports of one deployment as somebody tells them: recorded as a whole or not at all.
 *
 * @param asked who tells them, and by which request
 * @param tellsOnce whether a report of a known id says nothing new whatever is in it
 * @param atOnce whether they are recorded without waiting for others
 */
public record ToldHealth(
        Asked asked, UUID releaseId, UUID deploymentId, List<HealthReport> reports, boolean tellsOnce, boolean atOnce) {
    public ToldHealth {
        reports = List.copyOf(reports);
    }

    /** How many bytes they may take in an entry. */
    int mostBytes() {
        return reports.stream().mapToInt(ToldHealth::mostBytes).sum();
    }

    /** A character takes up to three bytes in UTF-8; a figure's digits are bounded where it is read. */
    private static int mostBytes(HealthReport report) {
        String missing = report.missing();
        return 700 + 3 * (report.source().length() + (missing == null ? 0 : missing.length()));
    }
}
