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

/** Takes what incidents did to users. */
@RestController
final class StateImpactEndpoint {
    private final Answers answers;

    StateImpactEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What it did, since when, and up to when; without {@code until} it goes on. */
    record Body(
            @Text String description,
            Instant from,
            @Nullable Instant until,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say what an incident did to users, and when")
    @PostMapping("/v1/incidents/{id}/impacts")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked, new StateImpact(id, body.description(), body.from(), body.until(), body.occurredAt()), id);
    }
}
