package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.ShortLine;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.incident.CauseCategory;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what caused incidents. */
@RestController
final class StateRootCauseEndpoint {
    private final Answers answers;

    StateRootCauseEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The cause, as Markdown, what kind of thing it is, what contributed, and the entries of the ledger that it points at. */
    record Body(
            @Text String statement,
            CauseCategory category,

            @Nullable @Size(max = 20, message = "at most 20 factors")
            List<@ShortLine String> factors,

            @Nullable @Size(max = 100, message = "at most 100 positions")
            List<Long> positions,

            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Say what caused an incident",
            description = "A later statement takes the place of an earlier one.")
    @PostMapping("/v1/incidents/{id}/root-cause")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new StateRootCause(
                        id,
                        body.statement(),
                        body.category(),
                        body.factors() == null ? List.of() : body.factors(),
                        body.positions() == null ? List.of() : body.positions(),
                        body.occurredAt()),
                id);
    }
}
