package dev.releaseledger.query.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.dora.DeliveryFigures;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.ledger.LedgerTree;
import dev.releaseledger.query.ledger.ServedCheckpoint;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.ReleaseStreams;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import dev.releaseledger.query.settings.QuerySettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Evidence to take away: entries with the proofs that they are in the ledger, and all that is needed to check them. */
@RestController
@Tag(name = "evidence")
class EvidenceEndpoint {
    private static final String ZIP = "application/zip";
    private static final String ABOUT =
            "For auditors and admins of the product. A zip with the entries byte for byte, a proof for each that it is in the"
                    + " newest signed checkpoint's tree, the checkpoint and its keys, the policy's versions, a report that prints"
                    + " well, and a README that says how to check it, with the auditor or by hand. What is newer than that"
                    + " checkpoint is not in it. A zip that ends early has no directory and cannot be opened.";

    /** Each takes a thread's work and statements one after the other; more at once would only wait for each other. */
    private static final int AT_ONCE = 4;

    private final Generations generations;
    private final ReleaseStreams streams;
    private final Entries entries;
    private final LedgerTree tree;
    private final Selection selection;
    private final DeliveryFigures figures;
    private final EvidenceBundle bundle;
    private final QuerySettings settings;
    private final Clock clock;
    private final Semaphore running = new Semaphore(AT_ONCE);

    EvidenceEndpoint(
            Generations generations,
            ReleaseStreams streams,
            Entries entries,
            LedgerTree tree,
            Selection selection,
            DeliveryFigures figures,
            EvidenceBundle bundle,
            QuerySettings settings,
            Clock clock) {
        this.generations = generations;
        this.streams = streams;
        this.entries = entries;
        this.tree = tree;
        this.selection = selection;
        this.figures = figures;
        this.bundle = bundle;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/v1/releases/{id}/evidence.zip")
    @Operation(summary = "A release's evidence, to check without us", description = ABOUT)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void ofRelease(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) Authentication who)
            throws IOException {
        UUID releaseId = QueryParameters.id(id);
        QueryParameters.of(request).done();
        Generation generation = generations.active();
        Release release = streams.now(generation, releaseId)
                .flatMap(ReleaseStream::release)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND.detail("there is no such release")));
        Plan plan = release.plan();
        authorise(Reader.of(who), plan.product());
        send(generation, new Scope.OfRelease(releaseId, plan.product(), plan.version()), plan.plannedAt(), response);
    }

    @GetMapping("/v1/evidence.zip")
    @Operation(
            summary = "The evidence of a product and a period, to check without us",
            description = ABOUT
                    + " Every stream of the product in which something was said in the period is in it, each whole.",
            parameters = {
                @Parameter(name = "product", required = true),
                @Parameter(name = "from", required = true, description = "from this RFC 3339 time on"),
                @Parameter(name = "to", required = true, description = "before this RFC 3339 time"),
                @Parameter(
                        name = "clock",
                        description =
                                "recorded (default), when the ledger recorded it, or claimed, when backfilled history"
                                        + " says that it happened")
            })
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    void ofPeriod(
            HttpServletRequest request, HttpServletResponse response, @Parameter(hidden = true) Authentication who)
            throws IOException {
        QueryParameters query = QueryParameters.of(request);
        Optional<String> product = query.text("product");
        Optional<Instant> from = query.time("from").map(time -> time.truncatedTo(ChronoUnit.MICROS));
        Optional<Instant> to = query.time("to").map(time -> time.truncatedTo(ChronoUnit.MICROS));
        String by = query.word("clock", List.of("recorded", "claimed")).orElse("recorded");
        missing(query, "product", "the product that it is to be of");
        missing(query, "from", "the time that the period begins with, such as 2026-01-01T00:00:00Z");
        missing(query, "to", "the time that the period ends before, such as 2026-04-01T00:00:00Z");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            query.fault("to", "not after from", "a later time");
        }
        query.done();
        authorise(Reader.of(who), product.orElseThrow());
        send(
                generations.active(),
                new Scope.OfPeriod(product.orElseThrow(), from.orElseThrow(), to.orElseThrow(), by),
                from.orElseThrow(),
                response);
    }

    private static void missing(QueryParameters query, String name, String expected) {
        if (!query.has(name)) {
            query.fault(name, "missing", expected);
        }
    }

    /** Raw entries and what was refused are in it. */
    private static void authorise(Reader reader, String product) {
        reader.require(Right.READ, product);
        reader.require(Right.READ_ENTRIES, product);
        reader.require(Right.READ_REFUSALS, product);
    }

    private void send(Generation generation, Scope scope, Instant since, HttpServletResponse response)
            throws IOException {
        if (!running.tryAcquire()) {
            throw new ProblemException(Problem.UNAVAILABLE.detail(
                    AT_ONCE + " bundles are being made already; ask again when one of them is done"));
        }
        try {
            // Everything that can be wrong by now is found before anything is answered.
            EvidenceBundle.Contents contents = contents(generation, scope, since);
            response.setContentType(ZIP);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(scope.fileName() + "-evidence.zip", UTF_8)
                            .build()
                            .toString());
            // What fails from here on can be answered no more: the server breaks the answer off.
            bundle.write(contents, response.getOutputStream());
        } finally {
            running.release();
        }
    }

    private EvidenceBundle.Contents contents(Generation generation, Scope scope, Instant since) {
        ServedCheckpoint checkpoint = tree.newest(generation)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND.detail(
                        "there is no verified checkpoint yet, so that nothing can be proven; ask again in a while")));
        Selection.Found found = selection.find(generation, scope, checkpoint.size());
        if (scope instanceof Scope.OfRelease && found.releases().count() == 0) {
            throw new ProblemException(Problem.NOT_FOUND.detail("the newest verified checkpoint, of "
                    + checkpoint.size() + " entries, does not cover the release yet; ask again in a while"));
        }
        if (found.entries().count() == 0) {
            throw new ProblemException(Problem.NOT_FOUND.detail("nothing is recorded of " + scope.product()));
        }
        Instant end = entries.timeAt(generation, checkpoint.size() - 1).plus(1, ChronoUnit.MICROS);
        return switch (scope) {
            case Scope.OfRelease of -> contents(generation, of, checkpoint, found, since, end, true);
            case Scope.OfPeriod of -> contents(generation, of, checkpoint, found, since, of.to(), of.claimed());
        };
    }

    private EvidenceBundle.Contents contents(
            Generation generation,
            Scope scope,
            ServedCheckpoint checkpoint,
            Selection.Found found,
            Instant from,
            Instant to,
            boolean claimed) {
        Instant end = to.isAfter(from) ? to : from.plus(1, ChronoUnit.MICROS);
        return new EvidenceBundle.Contents(
                scope,
                settings.origin(),
                checkpoint,
                found,
                figures.of(generation, scope.product(), from.truncatedTo(ChronoUnit.MICROS), end, claimed),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
