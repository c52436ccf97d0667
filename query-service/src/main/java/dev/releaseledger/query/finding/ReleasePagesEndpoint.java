package dev.releaseledger.query.finding;

import dev.releaseledger.query.freeze.FreezeStream;
import dev.releaseledger.query.freeze.Freezes;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Offer;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Before a release: whether it may go, and what is missing. After it: what became of it. */
@RestController
@Tag(name = "releases")
class ReleasePagesEndpoint {
    private static final Offer OFFER = new Offer(List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_MARKDOWN));

    private final ReleaseFinder releases;
    private final AskedPast past;
    private final ReleaseFindings findings;
    private final Freezes freezes;

    ReleasePagesEndpoint(ReleaseFinder releases, AskedPast past, ReleaseFindings findings, Freezes freezes) {
        this.releases = releases;
        this.past = past;
        this.findings = findings;
        this.freezes = freezes;
    }

    @GetMapping(
            path = "/v1/releases/{id}/readiness",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE})
    @Operation(
            summary =
                    "Whether a release may go to production, and what is missing, in the order in which it is to be done",
            description = "As JSON or Markdown, by the Accept header.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF),
                @Parameter(name = "clock", description = "with a time: recorded (default) or claimed"),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = Readiness.class)),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> readiness(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        MediaType type = OFFER.chosenBy(request);
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        FreezeStream frozen = freezes.asOf(
                found.generation(),
                found.release().plan().product(),
                found.claimedBy() == null ? past.last(found.then()) : Long.MAX_VALUE);
        Readiness ready = Readiness.of(
                found, frozen.state(), found.stream().incomplete() || frozen.incomplete(), findings.of(found));
        return PrivateAnswer.markdownOrJson(type, PrivateAnswer.offered(), () -> ReadinessMarkdown.of(ready), ready);
    }

    @GetMapping(
            path = "/v1/releases/{id}/report",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE})
    @Operation(
            summary =
                    "What became of a release: what went out and how, what was taken back, who was told, what was found",
            description = "As JSON or Markdown, by the Accept header.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF),
                @Parameter(name = "clock", description = "with a time: recorded (default) or claimed"),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Report.class)),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> report(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        MediaType type = OFFER.chosenBy(request);
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        Report report = Report.of(found, findings.of(found));
        return PrivateAnswer.markdownOrJson(type, PrivateAnswer.offered(), () -> ReportMarkdown.of(report), report);
    }
}
