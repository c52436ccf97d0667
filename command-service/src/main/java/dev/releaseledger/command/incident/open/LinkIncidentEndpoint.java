package dev.releaseledger.command.incident.open;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
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

/** Links incidents to what they have to do with. */
@RestController
final class LinkIncidentEndpoint {
    private final Answers answers;

    LinkIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What it has to do with; {@code occurredAt} is the claimed time, for importers. */
    record Body(
            @Size(min = 1, max = 20, message = "1 to 20 links")
            List<LinkBody> links,

            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say what an incident has to do with")
    @PostMapping("/v1/incidents/{id}/links")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new LinkIncident(id, body.links().stream().map(LinkBody::link).toList(), null, body.occurredAt()),
                id);
    }
}
