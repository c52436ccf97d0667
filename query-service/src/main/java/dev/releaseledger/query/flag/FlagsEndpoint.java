package dev.releaseledger.query.flag;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Flags in pages, the newest defined first. */
@RestController
@Tag(name = "flags")
class FlagsEndpoint {
    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 50;

    private final Generations generations;
    private final Flags flags;
    private final Cursors cursors;

    FlagsEndpoint(Generations generations, Flags flags, Cursors cursors) {
        this.generations = generations;
        this.flags = flags;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param incomplete whether flags were recorded before this list was kept, so that some may be missing here until the next
     *     rebuild
     * @param flags the newest defined first
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            boolean incomplete,
            List<FlagRow> flags,
            @Nullable String next) {}

    @GetMapping("/v1/flags")
    @Operation(
            summary = "Flags in pages, the newest defined first",
            description = "Those of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "key", description = "the one with this key"),
                @Parameter(name = "product"),
                @Parameter(name = "type", description = "RELEASE, EXPERIMENT, OPS or PERMISSION"),
                @Parameter(name = "status", description = "ENABLED, DISABLED or ARCHIVED"),
                @Parameter(name = "rollout", description = "CLOSED, OPEN or PAUSED"),
                @Parameter(name = "phase", description = "the phase that the rollout is in"),
                @Parameter(name = "owner", description = "a directory id"),
                @Parameter(name = "release", description = "the id of a release that they have to do with"),
                @Parameter(
                        name = "endingBefore",
                        description = "those that are not archived and whose last day is before this one"),
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    Page flags(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        FlagFilter asked = FlagFilter.of(query);
        int limit = query.limit(MOST, 50);
        Optional<TimePlace> after = query.cursor(cursor -> cursors.openTime(LIST, cursor));
        query.done();
        FlagFilter filter = asked.readableBy(Reader.of(who));
        Generation generation = generations.active();
        Paged<FlagRow> page = Paged.of(limit, atMost -> flags.page(generation, filter, after, atMost));
        return new Page(
                !flags.whole(generation),
                page.rows(),
                page.next(last -> cursors.sealTime(LIST, new TimePlace(last.definedAt(), last.id()))));
    }
}
