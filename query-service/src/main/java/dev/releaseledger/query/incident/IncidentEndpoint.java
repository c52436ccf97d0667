package dev.releaseledger.query.incident;

import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
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
                @Parameter(
                        name = "asOf",
                        description =
                                "a position, or an RFC 3339 time that is not in the future: the incident as it was then"),
                @Parameter(
                        name = "clock",
                        description = "with a time: recorded (default), when the ledger recorded it, or claimed, when"
                                + " backfilled history says that it happened"),
                @Parameter(
                        name = "after",
                        description =
                                "a position, as a command answers it: waits, at most 5 seconds, until it is projected")
            })
    ResponseEntity<IncidentView> incident(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        IncidentFinder.Found found = incidents.find(id, request, Reader.of(who));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noCache().cachePrivate());
        if (found.isNow()) {
            answer.eTag("\"" + found.stream().sequence() + "\"");
        }
        return answer.body(IncidentView.of(
                IncidentStanding.of(found.id(), found.stream(), found.incident(), found.policy(), found.at()),
                found.incident()));
    }
}
