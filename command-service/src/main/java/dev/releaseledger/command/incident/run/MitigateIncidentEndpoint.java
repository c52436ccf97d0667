package dev.releaseledger.command.incident.run;

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

/** Takes that incidents do not hurt any more. */
@RestController
final class MitigateIncidentEndpoint {
    private final Answers answers;

    MitigateIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What helped, and since when; {@code at} is now where absent. */
    record Body(
            @Text String how,
            @Nullable Instant at,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say that an incident does not hurt any more, though it is not mended")
    @PostMapping("/v1/incidents/{id}/mitigate")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new MitigateIncident(id, body.how(), body.at(), body.occurredAt()), id);
    }
}
