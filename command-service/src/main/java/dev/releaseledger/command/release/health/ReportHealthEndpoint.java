package dev.releaseledger.command.release.health;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes health reports: one as the body, or up to 100 as {@code reports}. */
@RestController
final class ReportHealthEndpoint {
    private final HealthFolding folding;

    ReportHealthEndpoint(HealthFolding folding) {
        this.folding = folding;
    }

    @Operation(
            summary =
                    "Say what was measured of a deployment; answered when it is recorded, which may take the policy's fold time")
    @PostMapping("/v1/releases/{id}/deployments/{deploymentId}/health")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID deploymentId, @RequestBody HealthBody body, Asked asked) {
        return Answers.response(
                folding.take(new ToldHealth(asked, id, deploymentId, body.reports(asked), false, false)));
    }
}
