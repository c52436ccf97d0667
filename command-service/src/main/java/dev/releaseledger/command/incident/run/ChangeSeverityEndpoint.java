package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.incident.Severity;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Changes how severe incidents are. */
@RestController
final class ChangeSeverityEndpoint {
    private final Answers answers;

    ChangeSeverityEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** How much, and why; {@code occurredAt} is the claimed time, for importers. */
    record Body(
            Severity severity,
            @Text String reason,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say that an incident hurts more, or less, than was thought")
    @PostMapping("/v1/incidents/{id}/severity")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new ChangeSeverity(id, body.severity(), body.reason(), body.occurredAt()), id);
    }
}
