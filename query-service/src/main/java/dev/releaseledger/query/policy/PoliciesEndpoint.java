package dev.releaseledger.query.policy;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDiff;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyState;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Offer;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Products' policies. The default policy is version 1 of every product. */
@RestController
@Tag(name = "policies")
class PoliciesEndpoint {
    private static final Offer OFFER = new Offer(List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML));
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final int MOST = 200;
    /** Tells a place in this list from one in another. */
    private static final byte LIST = 3;

    private final Generations generations;
    private final ProductPolicies policies;
    private final Cursors cursors;

    PoliciesEndpoint(Generations generations, ProductPolicies policies, Cursors cursors) {
        this.generations = generations;
        this.policies = policies;
        this.cursors = cursors;
    }

    /** @param next the cursor of the next page; null on the last */
    record Products(List<Newest> policies, @Nullable String next) {}

    /**
     * @param version the newest version
     * @param incomplete whether an entry could not be understood, so that there may be a newer one
     */
    record Newest(String product, int version, boolean incomplete) {}

    /** @param incomplete whether an entry could not be understood, so that versions may be missing here */
    record Versions(String product, boolean incomplete, List<Version> versions) {}

    /** @param by who published it; null for the default policy, as its time is */
    record Version(
            int version,
            @Nullable UUID by,
            @Nullable Instant at,
            @Nullable String comment) {}

    record Differences(String product, int from, int to, List<PolicyDiff.Difference> differences) {}

    @GetMapping("/v1/policies")
    @Operation(
            summary = "The products that have a policy of their own in pages, the first published first",
            description = "Those of the products that the token's roles are for.",
            parameters = {
                @Parameter(name = "limit", description = "1 to 200, default 50"),
                @Parameter(name = "cursor", description = "next of the page before")
            })
    Products products(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        int limit = query.limit(MOST, 50);
        long after = query.cursor(cursor -> cursors.openPosition(LIST, cursor)).orElse(-1L);
        query.done();
        Optional<Set<String>> asked = reader.readable(Optional.empty());
        Generation generation = generations.active();
        Paged<ProductPolicies.Own> page =
                Paged.of(limit, atMost -> policies.products(generation, asked, after, atMost));
        return new Products(
                page.rows().stream()
                        .map(each -> newest(generation, each.product()))
                        .toList(),
                page.next(last -> cursors.sealPosition(LIST, last.position())));
    }

    private Newest newest(Generation generation, String product) {
        PolicyStream stream = policies.of(generation, product);
        return new Newest(product, stream.state().current().version(), stream.incomplete());
    }

    @GetMapping(
            path = "/v1/policies/{product}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE})
    @Operation(
            summary = "A product's policy, as JSON or YAML by the Accept header",
            description =
                    "Policy-Incomplete: true where an entry could not be understood, so that versions may be missing.",
            parameters = @Parameter(name = "version", description = "which; the newest where it is left out"))
    ResponseEntity<Object> policy(
            @PathVariable String product, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        Integer wanted = version(query, "version");
        query.done();
        MediaType type = OFFER.chosenBy(request);
        Reader.of(who).require(Right.READ, product);
        PolicyStream stream = policies.of(generations.active(), product);
        PolicyState state = stream.state();
        JsonNode document = PolicyDocument.write(wanted == null ? state.current() : version(state, wanted));
        ResponseEntity.BodyBuilder answer =
                PrivateAnswer.offered().header("Policy-Incomplete", Boolean.toString(stream.incomplete()));
        // What the next version's If-Match takes.
        if (wanted == null && stream.sequence() >= 0) {
            answer.eTag("\"" + stream.sequence() + "\"");
        }
        return type.equals(MediaType.APPLICATION_YAML)
                ? answer.contentType(type)
                        .body(YAML.writeValueAsString(document).getBytes(StandardCharsets.UTF_8))
                : answer.contentType(type).body(document);
    }

    @GetMapping("/v1/policies/{product}/versions")
    @Operation(summary = "The versions of a product's policy, the newest first")
    Versions versions(
            @PathVariable String product, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters.of(request).done();
        Reader.of(who).require(Right.READ, product);
        List<Version> versions = new ArrayList<>();
        versions.add(new Version(PolicyBook.defaultPolicy().version(), null, null, null));
        PolicyStream stream = policies.of(generations.active(), product);
        stream.state()
                .published()
                .forEach(own -> versions.add(new Version(own.policy().version(), own.by(), own.at(), own.comment())));
        return new Versions(product, stream.incomplete(), versions.reversed());
    }

    @GetMapping("/v1/policies/{product}/diff")
    @Operation(
            summary = "What changed from one version of a product's policy to another",
            parameters = {
                @Parameter(name = "from", required = true, description = "a version"),
                @Parameter(name = "to", required = true, description = "a version")
            })
    Differences diff(
            @PathVariable String product, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        Integer from = version(query, "from");
        Integer to = version(query, "to");
        if (from == null && !query.has("from")) {
            query.fault("from", "missing", "a version");
        }
        if (to == null && !query.has("to")) {
            query.fault("to", "missing", "a version");
        }
        query.done();
        Reader.of(who).require(Right.READ, product);
        if (from == null || to == null) {
            throw new IllegalStateException("a query with faults is answered before");
        }
        PolicyState state = policies.of(generations.active(), product).state();
        return new Differences(product, from, to, PolicyDiff.between(version(state, from), version(state, to)));
    }

    private static @Nullable Integer version(QueryParameters query, String name) {
        return query.number(name, 1)
                .map(number -> (int) Math.min(Integer.MAX_VALUE, number))
                .orElse(null);
    }

    private static ReleasePolicy version(PolicyState state, int version) {
        return state.version(version)
                .orElseThrow(
                        () -> new ProblemException(Problem.NOT_FOUND.detail("the policy has no version " + version)));
    }
}
