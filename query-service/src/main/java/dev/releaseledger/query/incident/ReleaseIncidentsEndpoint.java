package dev.releaseledger.query.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.incident.Place.Order;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What hurt because of a release, as far as incidents are linked to it. */
@RestController
@Tag(name = "releases")
class ReleaseIncidentsEndpoint {
    private static final int MOST = 200;

    private final Generations generations;
    private final ReleaseStreams releases;
    private final Incidents incidents;
    private final Cursors cursors;

    ReleaseIncidentsEndpoint(Generations generations, ReleaseStreams releases, Incidents incidents, Cursors cursors) {
        this.generations = generations;
        this.releases = releases;
        this.incidents = incidents;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param incomplete whether incidents were recorded before this list was kept, so that some may be missing here until the
     *     next rebuild
     * @param incidents the newest noticed first
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            UUID releaseId,
            boolean incomplete,
            List<Linked> incidents,
            @Nullable String next) {}

    /** @param links what of the release the incident has to do with; both null for the release as a whole */
    record Linked(@JsonUnwrapped IncidentRow incident, List<Incidents.Link> links) {}

    @GetMapping("/v1/releases/{id}/incidents")
    @Operation(
            summary = "The incidents that have to do with a release in pages, the newest noticed first",
            description = "With its deployments and rollbacks that each is linked to. Of the products that the token's"
                    + " roles are for.",
            parameters = {
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before")
            })
    Page incidents(@PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        UUID releaseId = QueryParameters.id(id);
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        int limit = query.limit(MOST, 50);
        Optional<Place> after = IncidentsEndpoint.place(query, cursors, Order.NEWEST);
        query.done();
        Generation generation = generations.active();
        authorise(reader, releases.now(generation, releaseId).flatMap(ReleaseStream::release));
        IncidentFilter filter = IncidentFilter.ofRelease(releaseId).readableBy(reader);
        Paged<Incidents.Found> page =
                Paged.of(limit, atMost -> incidents.page(generation, filter, Order.NEWEST, after, atMost, false));
        List<IncidentRow> rows = page.rows().stream().map(Incidents.Found::row).toList();
        Map<UUID, List<Incidents.Link>> links = incidents.links(
                generation, releaseId, rows.stream().map(IncidentRow::id).toList());
        return new Page(
                releaseId,
                !incidents.whole(generation),
                rows.stream()
                        .map(row -> new Linked(row, links.getOrDefault(row.id(), List.of())))
                        .toList(),
                page.next(last -> cursors.seal(last.place(Order.NEWEST).toBytes())));
    }

    private static void authorise(Reader reader, Optional<Release> release) {
        if (release.isPresent()) {
            reader.require(Right.READ, release.get().plan().product());
        } else {
            throw new ProblemException(Problem.NOT_FOUND.detail("there is no such release"));
        }
    }
}
