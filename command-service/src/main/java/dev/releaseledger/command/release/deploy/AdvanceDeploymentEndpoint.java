package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Advances deployments. */
@RestController
final class AdvanceDeploymentEndpoint {
    private final Answers answers;

    AdvanceDeploymentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** How far the deployment is now. */
    record Body(
            @Min(value = 1, message = "from 1 to 100") @Max(value = 100, message = "from 1 to 100")
            int percent,

            @Nullable Instant occurredAt) {}

    @Operation(summary = "Go on with a deployment")
    @PostMapping("/v1/releases/{id}/deployments/{deploymentId}/advance")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID deploymentId, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new AdvanceDeployment(id, deploymentId, body.percent(), body.occurredAt()));
    }
}
