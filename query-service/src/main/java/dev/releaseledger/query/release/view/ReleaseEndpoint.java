package dev.releaseledger.query.release.view;

import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One release as it is, or as it was: the same fold, over all of its entries or over the first of them. */
@RestController
@Tag(name = "releases")
class ReleaseEndpoint {
    private final ReleaseFinder releases;

    private final DeploymentFlags flags;

    ReleaseEndpoint(ReleaseFinder releases, DeploymentFlags flags) {
        this.releases = releases;
        this.flags = flags;
    }

    @GetMapping("/v1/releases/{id}")
    @Operation(
            summary = "One release, as it is or as it was",
            description =
                    "What is asked about the past is answered from the entries of the past, by the same code. Where flags of"
                            + " this ledger open a deployment, the answer has no ETag: they change and the release does not. Its"
                            + " sequence is what If-Match takes.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": the release as it was then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<ReleaseView> release(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        Map<String, FlagStanding> standings = flags.of(found);
        // What a tag covers is the release's own stream.
        boolean covered = standings.values().stream().noneMatch(FlagStanding::known);
        return PrivateAnswer.ofStream(found.stream().sequence(), found.isNow() && covered)
                .body(ReleaseView.of(
                        ReleaseStanding.of(found.id(), found.stream(), found.release(), found.policy(), standings),
                        found.release()));
    }
}
