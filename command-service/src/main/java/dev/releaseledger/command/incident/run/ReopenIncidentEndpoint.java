package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.Reason;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reopens incidents. */
@RestController
final class ReopenIncidentEndpoint {
    private final Answers answers;

    ReopenIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Say that an incident is not over after all")
    @PostMapping("/v1/incidents/{id}/reopen")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new ReopenIncident(id, body.reason(), body.occurredAt()), id);
    }
}
