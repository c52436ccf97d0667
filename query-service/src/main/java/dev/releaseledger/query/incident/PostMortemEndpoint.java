package dev.releaseledger.query.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.MarkdownHtml;
import dev.releaseledger.query.rest.Offer;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
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

/** What was learnt from an incident, as it is or as it was, to be read. */
@RestController
@Tag(name = "incidents")
class PostMortemEndpoint {
    private static final Offer OFFER = new Offer(List.of(MediaType.TEXT_MARKDOWN, MediaType.TEXT_HTML));

    private final IncidentFinder incidents;

    PostMortemEndpoint(IncidentFinder incidents) {
        this.incidents = incidents;
    }

    @GetMapping(
            path = "/v1/incidents/{id}/post-mortem",
            produces = {MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_HTML_VALUE})
    @Operation(
            summary = "An incident's post-mortem, as it is or as it was",
            description = "As Markdown, byte for byte as it was published, or HTML, by the Accept header. The headers"
                    + " Post-Mortem-Recorded-Digest (in the ledger) and Post-Mortem-Digest-Matches (whether it is that of"
                    + " this Markdown) say what it is.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF),
                @Parameter(name = "clock", description = "with a time: recorded (default) or claimed"),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string"))
            })
    ResponseEntity<byte[]> postMortem(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        MediaType type = OFFER.chosenBy(request);
        IncidentFinder.Found found = incidents.find(id, request, Reader.of(who));
        Incident.PostMortem published = found.incident().postMortem();
        if (published == null) {
            throw new ProblemException(
                    Problem.NOT_FOUND.detail("the incident has no post-mortem yet, or had none then"));
        }
        String markdown = published.edition().markdown();
        String digest = published.edition().digest();
        ResponseEntity.BodyBuilder answer = PrivateAnswer.offered()
                .header("Post-Mortem-Recorded-Digest", digest)
                .header(
                        "Post-Mortem-Digest-Matches",
                        Boolean.toString(TextDigest.of(markdown).equals(digest)))
                .contentType(new MediaType(type, UTF_8));
        if (found.isNow()) {
            answer.eTag("\"" + found.stream().sequence() + "-" + type.getSubtype() + "\"");
        }
        if (type.equals(MediaType.TEXT_MARKDOWN)) {
            return answer.body(markdown.getBytes(UTF_8));
        }
        return answer.header("Content-Security-Policy", MarkdownHtml.CONTENT_SECURITY_POLICY)
                .body(page(found, published).getBytes(UTF_8));
    }

    private static String page(IncidentFinder.Found found, Incident.PostMortem published) {
        String known =
                "Published " + published.at() + ", " + published.edition().digest();
        return MarkdownHtml.page(
                found.incident().opening().event().title(),
                published.edition().markdown(),
                found.stream().incomplete()
                        ? known + "; an entry is not understood by this version, so there may be a later edition"
                        : known);
    }
}
