package dev.releaseledger.query.finding;

import dev.releaseledger.query.freeze.FreezeStream;
import dev.releaseledger.query.freeze.Freezes;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.view.ReleaseStanding;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A release's report and readiness, for pages that hold more than them. */
@Component
public final class ReleaseReports {
    private final ReleaseFinder releases;
    private final ReleaseFindings findings;
    private final Freezes freezes;

    ReleaseReports(ReleaseFinder releases, ReleaseFindings findings, Freezes freezes) {
        this.releases = releases;
        this.findings = findings;
        this.freezes = freezes;
    }

    /**
     * What there is to tell of a release.
     *
     * @param report what became of it, as Markdown
     * @param readiness whether it may go, as Markdown; null once it has ended
     */
    public record Told(
            ReleaseStanding standing,
            String report,
            @Nullable String readiness) {}

    /** A release as it was after the entry at a position; empty where there was none, or it was not understood. */
    public Optional<Told> asOf(Generation generation, UUID id, long position) {
        return releases.asOf(generation, id, position).map(found -> told(found, position));
    }

    private Told told(ReleaseFinder.Found found, long position) {
        var views = findings.of(found);
        Report report = Report.of(found, views);
        FreezeStream frozen =
                freezes.asOf(found.generation(), found.release().plan().product(), position);
        String readiness = report.standing().ending() != null
                ? null
                : ReadinessMarkdown.of(
                        Readiness.of(found, frozen.state(), found.stream().incomplete() || frozen.incomplete(), views));
        return new Told(report.standing(), ReportMarkdown.of(report), readiness);
    }
}
