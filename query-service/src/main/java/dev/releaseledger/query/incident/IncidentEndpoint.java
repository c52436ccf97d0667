package dev.releaseledger.query.incident;

import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One incident as it is, or as it was: the same fold, over all of its entries or over the first of them. */
@RestController
@Tag(name = "incidents")
class IncidentEndpoint {
    private final IncidentFinder incidents;

    IncidentEndpoint(IncidentFinder incidents) {
        this.incidents = incidents;
    }

    @GetMapping("/v1/incidents/{id}")
    @Operation(
            summary = "One incident with its log, as it is or as it was",
            description = "With what is still to be done before it can be closed, rule by rule.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": the incident as it was then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    ResponseEntity<IncidentView> incident(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        IncidentFinder.Found found = incidents.find(id, request, Reader.of(who));
        return PrivateAnswer.ofStream(found.stream().sequence(), found.isNow())
                .body(IncidentView.of(
                        IncidentStanding.of(found.id(), found.stream(), found.incident(), found.policy(), found.at()),
                        found.incident()));
    }
}
