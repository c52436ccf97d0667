package dev.releaseledger.query.timeline;

import dev.releaseledger.query.entry.AskedCut;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.release.ReleaseFinder;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The timeline of a release: what was said of it, what led to it, and what followed. */
@RestController
@Tag(name = "releases")
class ReleaseTimelineEndpoint {
    /** Tells places in this list from those in others. */
    private static final byte LIST = 72;

    private final ReleaseFinder releases;
    private final Generations generations;
    private final AskedMoments moments;
    private final AskedCut cuts;
    private final Timelines timelines;
    private final TimelineAnswers answers;
    private final Cursors cursors;

    ReleaseTimelineEndpoint(
            ReleaseFinder releases,
            Generations generations,
            AskedMoments moments,
            AskedCut cuts,
            Timelines timelines,
            TimelineAnswers answers,
            Cursors cursors) {
        this.releases = releases;
        this.generations = generations;
        this.moments = moments;
        this.cuts = cuts;
        this.timelines = timelines;
        this.answers = answers;
        this.cursors = cursors;
    }

    @GetMapping(
            path = "/v1/releases/{id}/timeline",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE, "image/svg+xml"})
    @Operation(
            summary = "What happened with a release, in one order",
            description =
                    "What was said of it and of the incidents that name it, what it follows from, and what follows"
                            + " from it. As JSON, Markdown or a picture (SVG), by the Accept header or by format.",
            parameters = {
                @Parameter(name = "kind", description = "lines of these kinds alone, with commas between them"),
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": what was known then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "after", description = AskedMoments.AFTER),
                @Parameter(name = "format", description = "json, markdown or svg; in place of the Accept header"),
                @Parameter(name = "limit", description = "lines, 1 to 5000, default 500"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    @AnsweredAsTimeline
    ResponseEntity<Object> timeline(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Asked asked = Asked.of(request, query, cursors, LIST);
        ReleaseFinder.Found found = releases.find(id, query, reader);
        // It was read and found right already.
        Moment asOf = moments.past(query, "asOf").orElse(null);
        Head head = generations.head(found.generation());
        Cut cut = asked.cut(cuts.at(head, query, "asOf", asOf, found.claimedBy() != null));
        return answers.of(
                found.generation(),
                timelines.ofRelease(
                        found.generation(), found.id(), found.stream(), found.release(), asked, Sight.of(reader, cut)),
                asked.type());
    }
}
