package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Acknowledges incidents. */
@RestController
final class AcknowledgeIncidentEndpoint {
    private final Answers answers;

    AcknowledgeIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The claimed time, for importers. */
    record Body(@Nullable Instant occurredAt) {}

    @Operation(summary = "Take care of an incident")
    @PostMapping("/v1/incidents/{id}/acknowledge")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Body body, Asked asked) {
        return answers.to(asked, new AcknowledgeIncident(id, body == null ? null : body.occurredAt()), id);
    }
}
