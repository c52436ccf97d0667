package dev.releaseledger.command.incident.learn;

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

/** Takes plans for re-releases. */
@RestController
final class PlanReReleaseEndpoint {
    private final Answers answers;

    PlanReReleaseEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The plan, and the release that it comes with, where that is planned. */
    record Body(
            @Nullable UUID releaseId,
            @Text String plan,
            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Say how what was taken back comes again",
            description = "A later plan takes the place of an earlier one.")
    @PostMapping("/v1/incidents/{id}/re-release")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new PlanReRelease(id, body.releaseId(), body.plan(), body.occurredAt()), id);
    }
}
