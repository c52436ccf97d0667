package dev.releaseledger.query.changelog;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.notes.Changelog;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.rest.Offer;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A product's {@code CHANGELOG.md}, made of the notes of its releases. */
@RestController
@Tag(name = "products")
class ChangelogEndpoint {
    /** One is read after the other, and only their entries are kept. */
    private static final int MOST_RELEASES = 1_000;

    private static final Offer OFFER = new Offer(List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_MARKDOWN));

    private final Generations generations;
    private final ProductReleases products;
    private final ReleaseStreams streams;
    private final ProductPolicies policies;

    ChangelogEndpoint(
            Generations generations, ProductReleases products, ReleaseStreams streams, ProductPolicies policies) {
        this.policies = policies;
        this.generations = generations;
        this.products = products;
        this.streams = streams;
    }

    @GetMapping(
            path = "/v1/products/{product}/changelog",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE})
    @Operation(
            summary = "A product's changelog in the form of Keep a Changelog 1.1.0",
            description = "As JSON or Markdown, by the Accept header; over the 1,000 releases that were planned last."
                    + " Published notes stand as they were published, others as they are drafted; what was cancelled is"
                    + " left out, what was taken back is yanked. The header Changelog-Whole says whether every release"
                    + " of the product is in it, Changelog-Incomplete whether an entry or a pinned policy could not be"
                    + " understood.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ChangelogView.class)),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> changelog(
            @PathVariable String product, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters.of(request).done();
        MediaType type = OFFER.chosenBy(request);
        Reader.of(who).require(Right.READ, product);
        Generation generation = generations.active();
        List<UUID> releases = products.of(product, generation, MOST_RELEASES + 1);
        if (releases.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND.detail("there is no release of this product"));
        }
        boolean whole = releases.size() <= MOST_RELEASES;
        boolean incomplete = false;
        List<Changelog.Part> parts = new ArrayList<>();
        for (UUID id : releases.subList(0, Math.min(releases.size(), MOST_RELEASES))) {
            Optional<ReleaseStream> stream = streams.now(generation, id);
            incomplete |= stream.map(ReleaseStream::incomplete).orElse(false);
            Optional<Release> release = stream.flatMap(ReleaseStream::release);
            if (release.isPresent()) {
                Optional<ReleasePolicy> pinned =
                        policies.find(generation, product, release.get().plan().policyVersion());
                incomplete |= pinned.isEmpty();
                Changelog.Part.of(release.get(), pinned.orElseGet(PolicyBook::defaultPolicy))
                        .ifPresent(parts::add);
            }
        }
        Changelog changelog = Changelog.of(parts);
        ResponseEntity.BodyBuilder answer = PrivateAnswer.offered()
                .header("Changelog-Whole", Boolean.toString(whole))
                .header("Changelog-Incomplete", Boolean.toString(incomplete));
        return PrivateAnswer.markdownOrJson(
                type, answer, changelog::markdown, ChangelogView.of(product, changelog, whole, incomplete));
    }
}
