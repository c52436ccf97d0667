package dev.releaseledger.query.release.health;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.health.ReportedHealth.HealthFold;
import dev.releaseledger.query.release.health.ReportedHealth.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The health reports of deployments, read from the entries that recorded them. */
@Component
final class HealthReports {
    private static final String TYPE = "dev.releaseledger.release.health-reported.v1";

    private final Entries entries;

    HealthReports(Entries entries) {
        this.entries = entries;
    }

    /** A report and its place. */
    record Placed(Place place, ReportedHealth report) {}

    /**
     * A deployment's reports, the newest first.
     *
     * @param found the release as it was asked for: reports that were recorded later are left out
     * @param before only those before this place
     */
    List<Placed> newest(ReleaseFinder.Found found, UUID deploymentId, Place before, int atMost) {
        List<Placed> reports = new ArrayList<>();
        entries.backwards(
                found.generation(),
                ReleaseStream.name(found.id()),
                TYPE,
                Math.min(found.stream().position(), before.position()),
                row -> {
                    if (ReadEntry.of(row.bytes()) instanceof ReadEntry.Understood(Envelope envelope, Event event)
                            && event instanceof HealthReported fold
                            && fold.deploymentId().equals(deploymentId)
                            && counts(envelope, found.claimedBy())) {
                        of(envelope, fold).reversed().stream()
                                .filter(placed -> placed.place().isBefore(before))
                                .forEach(reports::add);
                    }
                    return reports.size() < atMost;
                });
        return reports.subList(0, Math.min(atMost, reports.size()));
    }

    private static boolean counts(Envelope envelope, @Nullable Instant claimedBy) {
        return claimedBy == null || !ReadEntry.judgedAt(envelope).isAfter(claimedBy);
    }

    private static List<Placed> of(Envelope envelope, HealthReported fold) {
        HealthFold made = new HealthFold(
                envelope.position(), envelope.time(), envelope.attribution().actor(), fold.verdict(), fold.baseline());
        List<Placed> placed = new ArrayList<>();
        for (HealthReport report : fold.reports()) {
            placed.add(new Placed(new Place(envelope.position(), placed.size()), new ReportedHealth(report, made)));
        }
        return placed;
    }
}
