package dev.releaseledger.query.release.gates;

import dev.releaseledger.events.release.gate.Gate;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why the gates of a release are shut. */
@RestController
@Tag(name = "releases")
class GatesEndpoint {
    private final ReleaseFinder releases;

    GatesEndpoint(ReleaseFinder releases) {
        this.releases = releases;
    }

    /** @param at the time that the age of evidence is judged at: the one that was asked about */
    record Gates(
            UUID id,
            String product,
            String version,
            int policyVersion,
            Instant at,
            long sequence,
            boolean incomplete,
            List<Gate> gates) {}

    @GetMapping("/v1/releases/{id}/gates")
    @Operation(
            summary = "What each gate of a release waits for, and what a refusal of its approval would say",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF),
                @Parameter(name = "clock", description = "with a time: recorded (default) or claimed"),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<Gates> gates(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        return PrivateAnswer.ok()
                .body(new Gates(
                        found.id(),
                        found.release().plan().product(),
                        found.release().plan().version(),
                        found.release().plan().policyVersion(),
                        found.at(),
                        found.stream().sequence(),
                        found.stream().incomplete(),
                        Gate.of(found.release(), found.policy(), found.at())));
    }
}
