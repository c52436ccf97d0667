package dev.releaseledger.command.release.deploy;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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

    /** Which step it takes, by name or by percent, and where what was seen is to be found; the next one where neither is there. */
    record Body(
            @Nullable @Pattern(regexp = "[a-z0-9-]{1,40}", message = "the name of a step")
            String step,

            @Nullable @Min(value = 1, message = "from 1 to 100") @Max(value = 100, message = "from 1 to 100")
            Integer percent,

            @Nullable @Link String link,
            @Nullable @Digest String digest,
            @Nullable @Text String comment,
            @Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null, null, null, null, null, null);
    }

    @Operation(summary = "Go on with a deployment")
    @PostMapping("/v1/releases/{id}/deployments/{deploymentId}/advance")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID deploymentId,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(
                asked,
                new AdvanceDeployment(
                        id,
                        deploymentId,
                        body.step(),
                        body.percent(),
                        body.link(),
                        body.digest(),
                        body.comment(),
                        body.occurredAt()));
    }
}
