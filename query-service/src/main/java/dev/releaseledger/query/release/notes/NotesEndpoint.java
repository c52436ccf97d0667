package dev.releaseledger.query.release.notes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.release.notes.ReleaseNotes;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.MarkdownHtml;
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
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A release's notes, as they are or as they were: the draft, or what was published. */
@RestController
@Tag(name = "releases")
class NotesEndpoint {
    private static final Offer OFFER =
            new Offer(List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_MARKDOWN, MediaType.TEXT_HTML));

    private final ReleaseFinder releases;

    NotesEndpoint(ReleaseFinder releases) {
        this.releases = releases;
    }

    @GetMapping(
            path = "/v1/releases/{id}/notes",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE, MediaType.TEXT_HTML_VALUE})
    @Operation(
            summary = "A release's notes, as they are or as they were",
            description = "As JSON, Markdown or HTML, by the Accept header. The headers Notes-Standing (draft or"
                    + " published), Notes-Digest (of the Markdown as it is written now) and, once published,"
                    + " Notes-Recorded-Digest (in the ledger) and Notes-Digest-Matches say what it is.",
            parameters = {
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": the notes as they were then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER)
            })
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = NotesView.class)),
                @Content(mediaType = MediaType.TEXT_MARKDOWN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> notes(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        MediaType type = OFFER.chosenBy(request);
        ReleaseFinder.Found found = releases.find(id, request, Reader.of(who));
        ReleaseNotes notes = NotesView.notesOf(found);
        NotesView view = NotesView.of(found, notes);
        ResponseEntity.BodyBuilder answer = PrivateAnswer.offered()
                .header("Notes-Standing", view.standing().name().toLowerCase(Locale.ROOT))
                .header("Notes-Digest", view.digest());
        NotesView.Publication published = view.published();
        if (published != null) {
            answer.header("Notes-Recorded-Digest", published.digest())
                    .header("Notes-Digest-Matches", Boolean.toString(published.matches()));
        }
        if (found.isNow()) {
            answer.eTag("\"" + found.stream().sequence() + "-" + type.getSubtype() + "\"");
        }
        if (type.equals(MediaType.APPLICATION_JSON)) {
            return answer.contentType(type).body(view);
        }
        answer.contentType(new MediaType(type, UTF_8));
        if (type.equals(MediaType.TEXT_MARKDOWN)) {
            return answer.body(notes.markdown().getBytes(UTF_8));
        }
        return answer.header("Content-Security-Policy", MarkdownHtml.CONTENT_SECURITY_POLICY)
                .body(NotesPage.of(view, notes.markdown()).getBytes(UTF_8));
    }
}
