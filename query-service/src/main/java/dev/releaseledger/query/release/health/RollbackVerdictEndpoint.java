package dev.releaseledger.query.release.health;

import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.query.policy.ProductPolicies;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.release.RollbackCourse;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Judges again what demanded a rollback, or what would have under another policy. */
@RestController
@Tag(name = "releases")
class RollbackVerdictEndpoint {
    private final ReleaseFinder releases;
    private final ReleaseStreams streams;
    private final ProductPolicies policies;

    RollbackVerdictEndpoint(ReleaseFinder releases, ReleaseStreams streams, ProductPolicies policies) {
        this.releases = releases;
        this.streams = streams;
        this.policies = policies;
    }

    @GetMapping("/v1/releases/{id}/rollbacks/{rollbackId}/verdict")
    @Operation(
            summary =
                    "What a rollback's health reports say, judged again, under the pinned policy or another version of it",
            description =
                    "The reports of its deployment that were known when it came up, beside the limit of each trigger of"
                            + " the policy; which triggers fire, the verdict, and whether both are what was recorded.",
            parameters = {
                @Parameter(
                        name = "policyVersion",
                        description =
                                "a version of the product's policy: what it would have said; the one that the release"
                                        + " pinned then, where it is left out"),
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": by what was recorded then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<RollbackVerdict> verdict(
            @PathVariable String id,
            @PathVariable String rollbackId,
            HttpServletRequest request,
            @Parameter(hidden = true) Authentication who) {
        QueryParameters query = QueryParameters.of(request);
        Optional<Integer> asked =
                query.number("policyVersion", 1).map(version -> (int) Math.min(Integer.MAX_VALUE, version));
        UUID wanted = QueryParameters.id(rollbackId);
        ReleaseFinder.Found found = releases.find(id, query, Reader.of(who));
        Rollback rollback = found.release().rollbacks().get(wanted);
        RollbackCourse course = found.stream().rollbacks().get(wanted);
        if (rollback == null || course == null) {
            throw new ProblemException(Problem.NOT_FOUND.detail("the release has no such rollback, or had none then"));
        }
        ReleaseStream before = streams.asOf(found.generation(), found.id(), course.begunAt() - 1)
                .orElse(ReleaseStream.KIND.empty());
        Release release = before.release()
                .orElseThrow(() -> new IllegalStateException("a rollback is triggered of a release that was planned"));
        ReleasePolicy policy = asked.isPresent() ? version(asked.get(), release, found, query) : pinned(release, found);
        return PrivateAnswer.ok().body(RollbackVerdict.of(found.id(), before, release, rollback, course, policy));
    }

    private ReleasePolicy version(int version, Release release, ReleaseFinder.Found found, QueryParameters query) {
        String product = release.plan().product();
        Optional<ReleasePolicy> policy = policies.find(found.generation(), product, version);
        if (policy.isEmpty()) {
            int newest =
                    policies.of(found.generation(), product).state().current().version();
            query.fault("policyVersion", "the product's policy has no version " + version, "1 to " + newest);
            query.done();
        }
        return policy.orElseThrow();
    }

    private ReleasePolicy pinned(Release release, ReleaseFinder.Found found) {
        int version = release.plan().policyVersion();
        return policies.find(found.generation(), release.plan().product(), version)
                .orElseThrow(() -> new ProblemException(Problem.NOT_UNDERSTOOD.detail("version " + version
                        + " of the product's policy, which the release pinned, is not understood")));
    }
}
