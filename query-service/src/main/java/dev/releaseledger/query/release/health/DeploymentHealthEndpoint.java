package dev.releaseledger.query.release.health;

import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.health.ReportedHealth.Place;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Every health report of a deployment, as it came. */
@RestController
@Tag(name = "releases")
class DeploymentHealthEndpoint {
    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 7;

    private static final int CURSOR_BYTES = 1 + Long.BYTES + Integer.BYTES;

    private final ReleaseFinder releases;
    private final HealthReports reports;
    private final Cursors cursors;

    DeploymentHealthEndpoint(ReleaseFinder releases, HealthReports reports, Cursors cursors) {
        this.releases = releases;
        this.reports = reports;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param verdict what all its reports say together; null before the first
     * @param incomplete whether an entry of the release could not be understood, so that reports may be missing here
     * @param reports the newest first
     * @param next the cursor of the next page; null on the last
     */
    record HealthPage(
            UUID releaseId,
            UUID deploymentId,
            @Nullable HealthVerdict verdict,
            boolean incomplete,
            List<ReportedHealth> reports,
            @Nullable String next) {}

    @GetMapping("/v1/releases/{id}/deployments/{deploymentId}/health")
    @Operation(
            summary = "Every health report of a deployment in pages, the newest first",
            description =
                    "Each as it came, with the entry that it was recorded in: what the reports so far said then, and"
                            + " what they were compared with.",
            parameters = {
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same asOf"),
                @Parameter(
                        name = "asOf",
                        description = AskedMoments.AS_OF + ": the reports that were" + " recorded by then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<HealthPage> health(
            @PathVariable String id,
            @PathVariable String deploymentId,
            HttpServletRequest request,
            @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        int limit = query.limit(MOST, 50);
        Place before = query.cursor(this::open).orElse(Place.END);
        UUID wanted = QueryParameters.id(deploymentId);
        ReleaseFinder.Found found = releases.find(id, query, Reader.of(who));
        Deployment deployment = found.release().deployments().get(wanted);
        if (deployment == null) {
            throw new ProblemException(
                    Problem.NOT_FOUND.detail("the release has no such deployment, or had none then"));
        }
        Paged<HealthReports.Placed> page = Paged.of(limit, atMost -> reports.newest(found, wanted, before, atMost));
        return PrivateAnswer.ok()
                .body(new HealthPage(
                        found.id(),
                        wanted,
                        deployment.health().verdict(),
                        found.stream().incomplete(),
                        page.rows().stream().map(HealthReports.Placed::report).toList(),
                        page.next(last -> seal(last.place()))));
    }

    private String seal(Place place) {
        return cursors.seal(ByteBuffer.allocate(CURSOR_BYTES)
                .put(LIST)
                .putLong(place.position())
                .putInt(place.index())
                .array());
    }

    private @Nullable Place open(String cursor) {
        byte[] sealed = cursors.open(cursor);
        if (sealed == null || sealed.length != CURSOR_BYTES || sealed[0] != LIST) {
            return null;
        }
        ByteBuffer place = ByteBuffer.wrap(sealed, 1, CURSOR_BYTES - 1);
        return new Place(place.getLong(), place.getInt());
    }
}
