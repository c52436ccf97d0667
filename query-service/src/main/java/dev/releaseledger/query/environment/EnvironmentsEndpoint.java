package dev.releaseledger.query.environment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.releaseledger.query.entry.AskedCut;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Environments: which there are, and what runs in one of them, or ran. */
@RestController
@Tag(name = "environments")
class EnvironmentsEndpoint {
    private static final int MOST = 200;
    /** Tell places in these lists from those in others. */
    private static final byte NAMES = 4;

    private static final byte PRODUCTS = 5;

    private final Generations generations;
    private final Environments environments;
    private final Deployments deployments;
    private final AskedEnvironment asked;
    private final AskedCut cuts;
    private final AskedMoments moments;
    private final Cursors cursors;

    EnvironmentsEndpoint(
            Generations generations,
            Environments environments,
            Deployments deployments,
            AskedEnvironment asked,
            AskedCut cuts,
            AskedMoments moments,
            Cursors cursors) {
        this.generations = generations;
        this.environments = environments;
        this.deployments = deployments;
        this.asked = asked;
        this.cuts = cuts;
        this.moments = moments;
        this.cursors = cursors;
    }

    /**
     * A page.
     *
     * @param environments each product's, those first that were deployed to first
     * @param next the cursor of the next page; null on the last
     */
    record Names(
            List<Environments.Place> environments, @Nullable String next) {}

    /**
     * A page of what runs in an environment.
     *
     * @param asOfPosition the last entry that was looked at; -1 where there was none yet
     * @param claimedAt the claimed time that was asked about; null where the recorded clock counts
     * @param products those first that were deployed there first
     * @param next the cursor of the next page; null on the last
     */
    record Environment(
            String environment,
            long asOfPosition,
            @Nullable Instant claimedAt,
            List<InProduct> products,
            @Nullable String next) {}

    /**
     * What of a product is in an environment. Whatever was verified runs, until something else is verified or it is taken
     * back; then what the rollback names runs, or what was verified last before it and not taken back since. While a rollback is
     * executed, and until it is verified, nothing is known to run.
     *
     * @param incomplete whether an entry of the product's releases could not be understood, or deployments were recorded before
     *     this table was, so that something may be missing here
     * @param runs null where nothing does
     * @param onTheWay what is being deployed
     * @param before what ran before that; null where nothing did
     */
    record InProduct(
            String product,
            boolean incomplete,
            @Nullable Running runs,
            List<OnTheWay> onTheWay,
            @Nullable Running before) {}

    /** @param percent how far it is; 0 before it was ever advanced */
    record OnTheWay(@JsonUnwrapped Running.What what, int percent) {}

    @GetMapping("/v1/environments")
    @Operation(
            summary = "The environments that products were ever deployed to in pages, the first deployed to first",
            description = "Those of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    Names names(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        int limit = query.limit(MOST, 50);
        long after = query.cursor(cursor -> cursors.openPosition(NAMES, cursor)).orElse(-1L);
        query.done();
        Optional<Set<String>> products = AskedEnvironment.products(Reader.of(who), product);
        Generation generation = generations.active();
        Paged<Environments.Place> page = Paged.of(
                limit,
                atMost -> environments.places(generation, Optional.empty(), products, after, Long.MAX_VALUE, atMost));
        return new Names(page.rows(), page.next(last -> cursors.sealPosition(NAMES, last.position())));
    }

    @GetMapping("/v1/environments/{name}")
    @Operation(
            summary = "What runs in an environment product by product, or ran, in pages",
            description =
                    "What runs there, what is being deployed, and what ran before. Of the products that the token's"
                            + " roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": what ran then"),
                @Parameter(
                        name = "clock",
                        description =
                                "with a time: recorded (default), what the ledger had recorded by then, or claimed,"
                                        + " what by now is recorded to have happened by then"),
                @Parameter(name = "after", description = AskedMoments.AFTER),
                @Parameter(name = "limit", description = "products, 1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    ResponseEntity<Environment> environment(
            @PathVariable String name, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        Optional<Moment> asOf = moments.past(query, "asOf");
        boolean claimed = moments.claimed(query, "only together with asOf=<time>", List.of(asOf));
        Optional<Long> after = query.number("after", 0);
        int limit = query.limit(MOST, 50);
        long from =
                query.cursor(cursor -> cursors.openPosition(PRODUCTS, cursor)).orElse(-1L);
        query.done();
        Optional<Set<String>> products = AskedEnvironment.products(reader, product);
        after.ifPresent(moments::await);
        Head head = generations.head();
        Cut cut = cuts.at(head, query, "asOf", asOf.orElse(null), claimed);
        query.done();
        Generation generation = head.generation();
        asked.require(generation, name, reader);
        Paged<Environments.Place> page = Paged.of(
                limit,
                atMost -> environments.places(generation, Optional.of(name), products, from, cut.position(), atMost));
        return PrivateAnswer.ok()
                .body(new Environment(
                        name,
                        cut.position(),
                        cut.claimed(),
                        products(generation, name, page.rows(), cut),
                        page.next(last -> cursors.sealPosition(PRODUCTS, last.position()))));
    }

    private List<InProduct> products(Generation generation, String name, List<Environments.Place> places, Cut cut) {
        return deployments.to(generation, name, places, cut).stream()
                .map(of -> inProduct(of, Occupancy.of(of.rows(), cut)))
                .toList();
    }

    private static InProduct inProduct(Deployments.OfProduct of, Occupancy occupancy) {
        return new InProduct(
                of.product(),
                of.incomplete(),
                Running.of(occupancy.runs()),
                occupancy.onTheWay().stream()
                        .map(way -> new OnTheWay(Running.What.of(way.deployment()), way.percent()))
                        .toList(),
                Running.of(occupancy.before()));
    }
}
