package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Environment;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.release.Constraint;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Grants overrides of windows and freezes. */
@RestController
final class GrantOverrideEndpoint {
    private final Answers answers;

    GrantOverrideEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What no longer keeps the release from being deployed where, and why. */
    record Body(
            Constraint constraint,
            @Environment String environment,
            @Text String reason,
            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Let a release be deployed in spite of its window or of freezes",
            description = "For as long as the release's policy says, to one environment.")
    @PostMapping("/v1/releases/{id}/overrides")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new GrantOverride(id, body.constraint(), body.environment(), body.reason(), null, body.occurredAt()));
    }
}
