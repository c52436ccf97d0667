package dev.releaseledger.command.incident.merge;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Merges incidents. */
@RestController
final class MergeIncidentEndpoint {
    private final Answers answers;

    MergeIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The incident where it goes on, and why it is the same. */
    record Body(UUID into, @Text String reason, @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Say that an incident is the same as another, where it goes on",
            description = "Nothing more is said of the duplicate. Both incidents tell of it, or neither.")
    @PostMapping("/v1/incidents/{id}/merge")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new MergeIncident(id, body.into(), body.reason(), body.occurredAt()), id);
    }
}
