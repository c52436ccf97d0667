package dev.releaseledger.query.release.list;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.rest.TimePlace;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Releases in pages, the newest planned first. */
@RestController
@Tag(name = "releases")
class ReleasesEndpoint {
    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 1;

    private final Generations generations;
    private final ReleaseList list;
    private final Cursors cursors;

    ReleasesEndpoint(Generations generations, ReleaseList list, Cursors cursors) {
        this.generations = generations;
        this.list = list;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param releases the newest planned first
     * @param next the cursor of the next page; null on the last
     */
    record Page(List<ReleaseRow> releases, @Nullable String next) {}

    @GetMapping("/v1/releases")
    @Operation(
            summary = "Releases in pages, the newest planned first",
            description = "Those of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "kind", description = "STANDARD or HOTFIX"),
                @Parameter(name = "strategy", description = "BIG_BANG, ROLLING, BLUE_GREEN, CANARY or FEATURE_FLAGS"),
                @Parameter(
                        name = "stage",
                        description =
                                "the first stage whose gate is shut: DEVELOPMENT, QA, STAGING, PRODUCTION, POST_RELEASE"),
                @Parameter(
                        name = "status",
                        description = "PLANNED, IN_PROGRESS, DEPLOYED, ROLLED_BACK, COMPLETED or CANCELLED"),
                @Parameter(name = "from", description = "planned at or after this RFC 3339 time"),
                @Parameter(name = "to", description = "planned before this RFC 3339 time"),
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    Page releases(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        Optional<ReleaseKind> kind = query.oneOf("kind", ReleaseKind.class);
        Optional<Strategy> strategy = query.oneOf("strategy", Strategy.class);
        Optional<Stage> stage = query.oneOf("stage", Stage.class);
        Optional<ReleaseStatus> status = query.oneOf("status", ReleaseStatus.class);
        Optional<Instant> from = query.time("from");
        Optional<Instant> to = query.time("to");
        int limit = query.limit(MOST, 50);
        Optional<TimePlace> after = query.cursor(cursor -> cursors.openTime(LIST, cursor));
        query.done();
        ReleaseFilter filter =
                new ReleaseFilter(product, kind, strategy, stage, status, from, to, reader.readable(product));
        Generation generation = generations.active();
        Paged<ReleaseRow> page = Paged.of(limit, atMost -> list.page(generation, filter, after, atMost));
        return new Page(
                page.rows(), page.next(last -> cursors.sealTime(LIST, new TimePlace(last.plannedAt(), last.id()))));
    }
}
