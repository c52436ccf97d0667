package dev.releaseledger.query.admin;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.consume.Rebuilds;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilding the read side from Kafka, beside the one that answers. */
@RestController
@RequestMapping("/v1/admin/rebuild")
@Tag(name = "admin")
class RebuildEndpoint {
    private final Rebuilds rebuilds;

    RebuildEndpoint(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @PostMapping
    @Operation(
            summary = "Fill the read side again from the first entry, and switch to it when it is caught up",
            description =
                    "One at a time (409). It goes on by itself, through restarts; queries are answered all the while.")
    ResponseEntity<Rebuilds.Report> rebuild(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters.of(request).done();
        Reader.of(who).requireEverywhere(Right.REBUILD);
        if (!rebuilds.ask()) {
            throw new ProblemException(
                    Problem.REBUILD_RUNNING.detail("one rebuild at a time; this one is not done yet"));
        }
        return ResponseEntity.accepted()
                .location(URI.create("/v1/admin/rebuild"))
                .body(newest());
    }

    @GetMapping
    @Operation(
            summary = "How the newest rebuild stands, how far it is, and whether it came to the same rows",
            description =
                    "Before the switch every table is compared, row for row, with the one that answered, both at one"
                            + " position: rows, whether they are equal, the first key that differs, and how long projecting"
                            + " was held still. A difference is told and does not stop the switch.")
    Rebuilds.Report report(HttpServletRequest request, @Parameter(hidden = true) Authentication who) {
        QueryParameters.of(request).done();
        Reader.of(who).requireEverywhere(Right.REBUILD);
        return newest();
    }

    private Rebuilds.Report newest() {
        return rebuilds.newest()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND.detail("there was no rebuild yet")));
    }
}
