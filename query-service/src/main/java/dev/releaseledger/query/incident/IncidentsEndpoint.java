package dev.releaseledger.query.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.incident.Place.Order;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The incident log: incidents in pages, filtered and searched. */
@RestController
@Tag(name = "incidents")
class IncidentsEndpoint {
    static final String STATUS = "OPEN, ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED or MERGED";
    static final String CAUSE = "what kind of thing caused it: CHANGE, CONFIGURATION, DATA, DEPENDENCY, CAPACITY,"
            + " CERTIFICATE, SECURITY, HUMAN, OTHER or UNKNOWN";
    static final String WORDS = "words in the title, root cause, impact, log, action items and post-mortem, in any form"
            + " (fail finds failed); \"in quotes\" next to each other, or between alternatives, - before what is not"
            + " wanted";

    private static final int MOST = 200;

    private final Generations generations;
    private final Incidents incidents;
    private final Cursors cursors;

    IncidentsEndpoint(Generations generations, Incidents incidents, Cursors cursors) {
        this.generations = generations;
        this.incidents = incidents;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param incomplete whether incidents were recorded before this list was kept, so that some may be missing here until the
     *     next rebuild
     * @param incidents in the order that was asked for
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            boolean incomplete,
            List<Hit> incidents,
            @Nullable String next) {}

    /**
     * An incident in a page.
     *
     * @param snippet where the words that were searched for are, as text whose hits are told apart; null without a search
     */
    record Hit(
            @JsonUnwrapped IncidentRow incident, @Nullable List<Snippet.Piece> snippet) {}

    @GetMapping("/v1/incidents")
    @Operation(
            summary = "Incidents in pages, the newest noticed first, or those that match best",
            description = "Those of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "environment"),
                @Parameter(name = "severity", description = "SEV1, SEV2, SEV3 or SEV4"),
                @Parameter(name = "status", description = STATUS),
                @Parameter(name = "cause", description = CAUSE),
                @Parameter(name = "origin", description = "PERSON, ROLLBACK, ALERT or HOTFIX"),
                @Parameter(name = "release", description = "the id of a release that they have to do with"),
                @Parameter(
                        name = "open",
                        description = "true: OPEN, ACKNOWLEDGED or MITIGATED; false: RESOLVED, CLOSED or MERGED"),
                @Parameter(
                        name = "overdue",
                        description = "whether an action item of theirs is overdue: true or false"),
                @Parameter(name = "from", description = "noticed at or after this RFC 3339 time"),
                @Parameter(name = "to", description = "noticed before this RFC 3339 time"),
                @Parameter(name = "q", description = WORDS),
                @Parameter(name = "sort", description = "rank (default with q; only with it) or newest"),
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters and sort")
            })
    Page incidents(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        IncidentFilter asked = IncidentFilter.of(query);
        Order order = order(query);
        int limit = query.limit(MOST, 50);
        Optional<Place> after = place(query, cursors, order);
        query.done();
        IncidentFilter filter = asked.readableBy(Reader.of(who));
        Generation generation = generations.active();
        Paged<Incidents.Found> page =
                Paged.of(limit, atMost -> incidents.page(generation, filter, order, after, atMost, true));
        return new Page(
                !incidents.whole(generation),
                page.rows().stream()
                        .map(each -> new Hit(each.row(), each.snippet()))
                        .toList(),
                page.next(last -> cursors.seal(last.place(order).toBytes())));
    }

    private static Order order(QueryParameters query) {
        Order otherwise = query.has("q") ? Order.RANK : Order.NEWEST;
        Order order = query.word("sort", List.of("rank", "newest"))
                .map(word -> Order.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
        if (order == Order.RANK && !query.has("q")) {
            query.fault("sort", "rank without q", "newest, or words to search for in q");
        }
        return order;
    }

    static Optional<Place> place(QueryParameters query, Cursors cursors, Order order) {
        return query.value("cursor", "next of a page that this service answered, with the same sort", cursor -> {
            byte[] place = cursors.open(cursor);
            return place == null ? null : Place.of(order, place);
        });
    }
}
