package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.release.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Verifies deployments. */
@RestController
final class VerifyDeploymentEndpoint {
    private final Answers answers;

    VerifyDeploymentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What was found, by which tool. */
    record Body(
            Outcome outcome,
            @Line String source,
            @Nullable @Link String link,
            @Nullable @Digest String digest,
            @Nullable @Text String summary,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say whether a deployment works")
    @PostMapping("/v1/releases/{id}/deployments/{deploymentId}/verify")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID deploymentId, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new VerifyDeployment(
                        id,
                        deploymentId,
                        body.outcome(),
                        body.source(),
                        body.link(),
                        body.digest(),
                        body.summary(),
                        body.occurredAt()));
    }
}
