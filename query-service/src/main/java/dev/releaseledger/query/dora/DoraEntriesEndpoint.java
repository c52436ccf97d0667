package dev.releaseledger.query.dora;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.rest.Cursors;
import dev.releaseledger.query.rest.Offer;
import dev.releaseledger.query.rest.Paged;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The deployments and changes behind a DORA figure, and the entries that they are known by. */
@RestController
@Tag(name = "metrics")
class DoraEntriesEndpoint {
    private static final int MOST = 1_000;
    private static final byte LIST = 9;
    private static final int PLACE_BYTES = 2 + 3 * Long.BYTES;
    private static final MediaType CSV = new MediaType("text", "csv", UTF_8);
    private static final Offer OFFER = new Offer(List.of(MediaType.APPLICATION_JSON, CSV));

    private final AskedDora asked;
    private final Facts facts;
    private final Cursors cursors;

    DoraEntriesEndpoint(AskedDora asked, Facts facts, Cursors cursors) {
        this.asked = asked;
        this.facts = facts;
        this.cursors = cursors;
    }

    /**
     * A page of what is behind a figure.
     *
     * @param from from this time on
     * @param to before this time
     * @param observations the earliest first
     * @param next the cursor of the next page; null on the last
     */
    record Page(
            String metric,
            Instant from,
            Instant to,
            String clock,
            List<Item> observations,
            @Nullable String next) {}

    /**
     * A deployment, or a change that reached its environment by it.
     *
     * @param at what put it into the window
     * @param seconds its duration, to the millisecond; null where it has none
     * @param counts whether it is one of those that a rate or a duration is of: it failed, was restored, is a hotfix's, or has
     *     a time of its merge
     * @param failedBy FOUND_FAILING, TAKEN_BACK or MENDED; null where it is not asked, or did not fail
     * @param mendedBy the hotfix release that mended it
     * @param restoredBy the release whose deployment restored the service; null where the rollback did, or nothing yet
     * @param entries the entries that say so, in the order of positions
     */
    record Item(
            Instant at,
            @Nullable BigDecimal seconds,
            boolean counts,
            String product,
            @Nullable String team,
            String environment,
            UUID releaseId,
            String version,
            ReleaseKind kind,
            UUID deploymentId,
            Strategy strategy,
            @Nullable String changeId,
            @Nullable Instant mergedAt,
            @Nullable String failedBy,
            @Nullable UUID mendedBy,
            @Nullable UUID restoredBy,
            String href,
            List<Said> entries) {}

    /**
     * An entry.
     *
     * @param says what it says of the observation
     * @param href where its bytes are
     */
    record Said(Says says, long position, String href) {}

    /** What an entry says. */
    enum Says {
        PLANNED,
        CHANGE_ADDED,
        STARTED,
        VERIFIED,
        ENDED,
        PREVIOUS_VERIFIED,
        FAILED,
        RESTORED
    }

    @GetMapping(
            path = "/v1/metrics/dora/{metric}/entries",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    @Operation(
            summary = "The deployments or changes behind a DORA figure, and the entries that say so, in pages",
            description =
                    "deployment-frequency, change-failure-rate, time-to-restore and rework-rate are of deployments,"
                            + " lead-time is of changes. The earliest first; as JSON, or as CSV by the Accept header, whose Link"
                            + " header then names the next page.",
            parameters = {
                @Parameter(name = "product"),
                @Parameter(name = "team", description = AskedDora.TEAM),
                @Parameter(name = "noTeam", description = AskedDora.NO_TEAM),
                @Parameter(name = "environment", description = AskedDora.ENVIRONMENT),
                @Parameter(name = "allEnvironments", description = AskedDora.ALL_ENVIRONMENTS),
                @Parameter(name = "from", description = AskedDora.FROM),
                @Parameter(name = "to", description = AskedDora.TO),
                @Parameter(name = "clock", description = AskedDora.CLOCK),
                @Parameter(name = "after", description = AskedDora.AFTER),
                @Parameter(name = "limit", description = "1 to 1000, default 100"),
                @Parameter(name = "cursor", description = "next of the page before, with the same filters")
            })
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Page.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    ResponseEntity<Object> entries(
            @PathVariable String metric, HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        Metric of = Metric.of(metric)
                .orElseThrow(() ->
                        new ProblemException(Problem.NOT_FOUND.detail("no such figure; there are " + Metric.words())));
        QueryParameters query = QueryParameters.of(request);
        int limit = query.limit(MOST, 100);
        Optional<Facts.Place> after = query.cursor(cursor -> place(of, cursor));
        AskedDora.Asked about = asked.ask(query, Reader.of(who), false, (from, to) -> {});
        Question question = about.question();
        Paged<Facts.Observation> page =
                Paged.of(limit, atMost -> facts.page(about.generation(), question, of, after, atMost));
        String next = page.next(last -> cursor(of, last.place()));
        List<Item> items = page.rows().stream().map(DoraEntriesEndpoint::item).toList();
        ResponseEntity.BodyBuilder answer = PrivateAnswer.offered();
        if (OFFER.chosenBy(request).isCompatibleWith(CSV)) {
            if (next != null) {
                answer.header(
                        HttpHeaders.LINK,
                        "<" + question.href(of) + "&limit=" + limit + "&cursor=" + next + ">; rel=\"next\"");
            }
            return answer.contentType(CSV).body(DoraCsv.of(items).getBytes(UTF_8));
        }
        return answer.contentType(MediaType.APPLICATION_JSON)
                .body(new Page(
                        of.word(),
                        question.from(),
                        question.to(),
                        question.claimed() ? "claimed" : "recorded",
                        items,
                        next));
    }

    private static Item item(Facts.Observation of) {
        Facts.Fact failed = of.failed();
        Facts.Fact restored = of.restored();
        List<Said> said = new ArrayList<>();
        say(said, Says.PLANNED, of.planned());
        say(said, Says.CHANGE_ADDED, of.changeAdded());
        say(said, Says.PREVIOUS_VERIFIED, of.previous());
        say(said, Says.STARTED, of.started().position());
        say(said, Says.VERIFIED, of.verified() == null ? null : of.verified().position());
        say(said, Says.ENDED, of.ended() == null ? null : of.ended().position());
        say(said, Says.FAILED, failed == null ? null : failed.position());
        say(said, Says.RESTORED, restored == null ? null : restored.position());
        said.sort(Comparator.comparingLong(Said::position));
        return new Item(
                of.at(),
                of.micros() == null ? null : Figures.seconds(BigDecimal.valueOf(of.micros())),
                of.counts(),
                of.product(),
                of.team(),
                of.environment(),
                of.releaseId(),
                of.version(),
                of.kind(),
                of.deploymentId(),
                of.strategy(),
                of.changeId(),
                of.mergedAt(),
                of.failedBy(),
                of.mendedBy(),
                of.restoredBy(),
                "/v1/releases/" + of.releaseId(),
                said);
    }

    private static void say(List<Said> said, Says says, @Nullable Long position) {
        if (position != null) {
            said.add(new Said(says, position, "/v1/entries?after=" + (position - 1) + "&limit=1"));
        }
    }

    private String cursor(Metric metric, Facts.Place place) {
        return cursors.seal(ByteBuffer.allocate(PLACE_BYTES)
                .put(LIST)
                .put((byte) metric.ordinal())
                .putLong(place.atMicros())
                .putLong(place.startedPosition())
                .putLong(place.tie())
                .array());
    }

    private Facts.@Nullable Place place(Metric metric, String cursor) {
        byte[] place = cursors.open(cursor);
        return place == null || place.length != PLACE_BYTES || place[0] != LIST || place[1] != metric.ordinal()
                ? null
                : new Facts.Place(
                        ByteBuffer.wrap(place).getLong(2),
                        ByteBuffer.wrap(place).getLong(2 + Long.BYTES),
                        ByteBuffer.wrap(place).getLong(2 + 2 * Long.BYTES));
    }
}
