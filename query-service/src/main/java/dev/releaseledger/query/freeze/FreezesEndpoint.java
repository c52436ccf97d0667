package dev.releaseledger.query.freeze;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.freeze.Freeze;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Freezes: all of them in pages, and those of a product that are not over. */
@RestController
@Tag(name = "freezes")
class FreezesEndpoint {
    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 2;

    private final Generations generations;
    private final Freezes freezes;
    private final Cursors cursors;
    private final Clock clock;

    FreezesEndpoint(Generations generations, Freezes freezes, Cursors cursors, Clock clock) {
        this.generations = generations;
        this.freezes = freezes;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * A page.
     *
     * @param at the time that they stand so
     * @param incomplete whether an entry could not be understood, so that something may be missing here
     * @param freezes the newest declared first
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            Instant at,
            boolean incomplete,
            List<FreezeView> freezes,
            @Nullable String next) {}

    /**
     * A product's freezes that hold, or will.
     *
     * @param at the time that they stand so
     * @param sequence the last entry about the product's freezes; -1 where there is none
     * @param position that entry's place in the ledger; -1 where there is none
     * @param incomplete whether an entry could not be understood, so that something may be missing here
     * @param freezes in the order in which they were declared
     */
    record OfProduct(
            String product, Instant at, long sequence, long position, boolean incomplete, List<FreezeView> freezes) {}

    @GetMapping("/v1/freezes")
    @Operation(
            summary = "Freezes in pages, standing and past, the newest declared first",
            description = "Those of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    Page freezes(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        int limit = query.limit(MOST, 50);
        long before = query.cursor(cursor -> cursors.openPosition(LIST, cursor)).orElse(Long.MAX_VALUE);
        query.done();
        Optional<Set<String>> readable = reader.readable(product);
        Optional<Set<String>> asked = product.map(Set::of).or(() -> readable);
        Generation generation = generations.active();
        Paged<Freezes.Declared> page = Paged.of(limit, atMost -> freezes.declared(generation, asked, before, atMost));
        return page(generation, page.rows(), page.next(last -> cursors.sealPosition(LIST, last.position())));
    }

    private Page page(Generation generation, List<Freezes.Declared> declared, @Nullable String next) {
        Instant now = clock.instant();
        Map<String, FreezeStream> streams = new HashMap<>();
        boolean incomplete = false;
        List<FreezeView> views = new ArrayList<>();
        for (Freezes.Declared each : declared) {
            FreezeStream stream = streams.computeIfAbsent(each.product(), product -> freezes.of(generation, product));
            Freeze freeze =
                    each.freezeId() == null ? null : stream.state().freezes().get(each.freezeId());
            incomplete |= stream.incomplete() || freeze == null;
            if (freeze != null) {
                views.add(FreezeView.of(each.product(), freeze, now));
            }
        }
        return new Page(now, incomplete, views, next);
    }

    @GetMapping("/v1/freezes/{product}")
    @Operation(
            summary = "A product's freezes that hold, or will",
            description = "Those that are over are in the pages of all freezes.")
    ResponseEntity<OfProduct> ofProduct(
            @PathVariable String product, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters.of(request).done();
        Reader.of(who).require(Right.READ, product);
        Instant now = clock.instant();
        FreezeStream stream = freezes.of(generations.active(), product);
        List<FreezeView> notOver = stream.state().freezes().values().stream()
                .filter(freeze -> !freeze.isOver(now))
                .map(freeze -> FreezeView.of(product, freeze, now))
                .toList();
        return PrivateAnswer.ok()
                .body(new OfProduct(product, now, stream.sequence(), stream.position(), stream.incomplete(), notOver));
    }
}
