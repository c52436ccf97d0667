package dev.releaseledger.query.environment;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What happened in an environment between two moments. */
@RestController
@Tag(name = "environments")
class EnvironmentDiffEndpoint {
    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 6;

    private final Generations generations;
    private final Environments environments;
    private final Deployments deployments;
    private final AskedEnvironment asked;
    private final AskedCut cuts;
    private final AskedMoments moments;
    private final Cursors cursors;

    EnvironmentDiffEndpoint(
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
     * A page of what happened.
     *
     * @param products those first that were deployed there first
     * @param next the cursor of the next page; null on the last
     */
    record Difference(
            String environment,
            Point from,
            Point to,
            List<ProductDifference> products,
            @Nullable String next) {}

    /**
     * @param asOfPosition the last entry that was looked at; -1 where there was none yet
     * @param claimedAt the claimed time that was asked about; null where the recorded clock counts
     */
    record Point(long asOfPosition, @Nullable Instant claimedAt) {
        static Point of(Cut cut) {
            return new Point(cut.position(), cut.claimed());
        }
    }

    @GetMapping("/v1/environments/{name}/diff")
    @Operation(
            summary = "What changed in an environment from one moment to another product by product, in pages",
            description =
                    "What ran before and after; what came, left and was taken back in between; and the releases that"
                            + " came. Of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "from", required = true, description = AskedMoments.AS_OF + ": after that"),
                @Parameter(name = "to", required = true, description = AskedMoments.AS_OF + ": up to and with that"),
                @Parameter(
                        name = "clock",
                        description =
                                "with two times: recorded (default), or claimed, when backfilled history says that"
                                        + " it happened"),
                @Parameter(name = "after", description = AskedMoments.AFTER),
                @Parameter(name = "limit", description = "products, 1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    ResponseEntity<Difference> difference(
            @PathVariable String name, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        Optional<Moment> from = required(query, "from");
        Optional<Moment> to = required(query, "to");
        boolean claimed = moments.claimed(query, "only together with from=<time> and to=<time>", List.of(from, to));
        Optional<Long> after = query.number("after", 0);
        int limit = query.limit(MOST, 50);
        long place = query.cursor(cursor -> cursors.openPosition(LIST, cursor)).orElse(-1L);
        turned(query, from, to);
        query.done();
        Optional<Set<String>> products = AskedEnvironment.products(reader, product);
        after.ifPresent(moments::await);
        Head head = generations.head();
        Cut first = cuts.at(head, query, "from", from.orElse(null), claimed);
        Cut last = cuts.at(head, query, "to", to.orElse(null), claimed);
        // Two of a kind were compared as they were given.
        if (!kind(from).equals(kind(to)) && first.position() > last.position()) {
            query.fault("from", "after to", "a moment that is not after to");
        }
        query.done();
        Generation generation = head.generation();
        asked.require(generation, name, reader);
        Paged<Environments.Place> page = Paged.of(
                limit,
                atMost -> environments.places(generation, Optional.of(name), products, place, last.position(), atMost));
        return PrivateAnswer.ok()
                .body(new Difference(
                        name,
                        Point.of(first),
                        Point.of(last),
                        products(generation, name, page.rows(), first, last),
                        page.next(behind -> cursors.sealPosition(LIST, behind.position()))));
    }

    private Optional<Moment> required(QueryParameters query, String name) {
        Optional<Moment> moment = moments.past(query, name);
        if (!query.has(name)) {
            query.fault(name, "missing", "a position, or a time such as 2026-01-31T12:00:00Z");
        }
        return moment;
    }

    private static void turned(QueryParameters query, Optional<Moment> from, Optional<Moment> to) {
        boolean turned = from.orElse(null) instanceof Moment.Position(long first)
                        && to.orElse(null) instanceof Moment.Position(long last)
                        && first > last
                || from.orElse(null) instanceof Moment.Time(Instant begin)
                        && to.orElse(null) instanceof Moment.Time(Instant end)
                        && begin.isAfter(end);
        if (turned) {
            query.fault("from", "after to", "a moment that is not after to");
        }
    }

    private static Optional<Class<?>> kind(Optional<Moment> moment) {
        return moment.map(Object::getClass);
    }

    private List<ProductDifference> products(
            Generation generation, String name, List<Environments.Place> page, Cut from, Cut to) {
        List<Deployments.OfProduct> deployed = deployments.to(generation, name, page, to);
        List<ProductDifference.Between> between = deployed.stream()
                .map(of -> ProductDifference.between(of.product(), of.rows(), from, to))
                .toList();
        Map<UUID, Deployments.Contents> contents = deployments.contents(
                generation,
                between.stream().flatMap(each -> each.releases().stream()).toList());
        return IntStream.range(0, deployed.size())
                .mapToObj(n -> between.get(n).view(deployed.get(n).incomplete(), contents))
                .toList();
    }
}
