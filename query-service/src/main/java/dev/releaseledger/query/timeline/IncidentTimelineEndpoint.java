package dev.releaseledger.query.timeline;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.query.entry.AskedCut;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.Head;
import dev.releaseledger.query.rest.AskedMoments;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Moment;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The timeline of an incident: one story out of everything that happened to its product, and who is suspected. */
@RestController
@Tag(name = "incidents")
class IncidentTimelineEndpoint {
    /** Tells places in this list from those in others. */
    private static final byte LIST = 71;

    private static final String LONGEST_WINDOW = "P90D";
    private static final String LONGEST_SUSPICION = "PT72H";

    private final Generations generations;
    private final AskedMoments moments;
    private final AskedCut cuts;
    private final Timelines timelines;
    private final TimelineAnswers answers;
    private final Cursors cursors;

    IncidentTimelineEndpoint(
            Generations generations,
            AskedMoments moments,
            AskedCut cuts,
            Timelines timelines,
            TimelineAnswers answers,
            Cursors cursors) {
        this.generations = generations;
        this.moments = moments;
        this.cuts = cuts;
        this.timelines = timelines;
        this.answers = answers;
        this.cursors = cursors;
    }

    @GetMapping(
            path = "/v1/incidents/{id}/timeline",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_MARKDOWN_VALUE, "image/svg+xml"})
    @Operation(
            summary = "What happened around an incident, in one order, and what may be at fault",
            description = "Everything that happened to the incident's product from before its detection until after it,"
                    + " and whatever else is tied to it: each line says why it is told. What changed shortly before the"
                    + " detection is ranked by terms that can be added up again. As JSON, Markdown or a picture (SVG), by"
                    + " the Accept header or by format.",
            parameters = {
                @Parameter(
                        name = "before",
                        description = "how far back, an ISO 8601 duration up to P90D; default PT48H"),
                @Parameter(name = "after", description = "how far on, an ISO 8601 duration up to P90D; default PT2H"),
                @Parameter(
                        name = "suspectsBefore",
                        description =
                                "what changed so long before the detection is suspected, up to PT72H; default PT1H"),
                @Parameter(name = "kind", description = "lines of these kinds alone, with commas between them"),
                @Parameter(name = "asOf", description = AskedMoments.AS_OF + ": what was known then"),
                @Parameter(name = "clock", description = AskedMoments.CLOCK),
                @Parameter(name = "await", description = AskedMoments.AFTER),
                @Parameter(name = "format", description = "json, markdown or svg; in place of the Accept header"),
                @Parameter(name = "limit", description = "lines, 1 to 5000, default 500"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    @AnsweredAsTimeline
    ResponseEntity<Object> timeline(
            @PathVariable String id, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Reader reader = Reader.of(who);
        QueryParameters query = QueryParameters.of(request);
        Timelines.Around around = new Timelines.Around(
                Asked.duration(query, "before", LONGEST_WINDOW, "PT48H"),
                Asked.duration(query, "after", LONGEST_WINDOW, "PT2H"),
                Asked.duration(query, "suspectsBefore", LONGEST_SUSPICION, "PT1H"));
        Asked asked = Asked.of(request, query, cursors, LIST);
        Optional<Moment> asOf = moments.past(query, "asOf");
        boolean claimed = moments.claimed(query, "only together with asOf=<time>", List.of(asOf));
        Optional<Long> await = query.number("await", 0);
        query.done();
        UUID incidentId = QueryParameters.id(id);
        await.ifPresent(moments::await);
        Head head = generations.head();
        Cut cut = asked.cut(cuts.at(head, query, "asOf", asOf.orElse(null), claimed));
        query.done();
        IncidentStory story = timelines.incident(head.generation(), incidentId, cut);
        Incident incident = story.incident().orElseThrow(IncidentTimelineEndpoint::notFound);
        reader.require(Right.READ, incident.product());
        return answers.of(
                head.generation(),
                timelines.ofIncident(head.generation(), story, incident, around, asked, Sight.of(reader, cut)),
                asked.type());
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.NOT_FOUND.detail("there is no such incident, or there was none then"));
    }
}
