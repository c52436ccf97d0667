package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.BasisPoints;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens flags less far. */
@RestController
final class ReduceRolloutEndpoint {
    private final Answers answers;

    ReduceRolloutEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The share of users that it still reaches, and why. */
    record Body(@BasisPoints int basisPoints, @Text String reason) {}

    @Operation(summary = "Open a flag to fewer users")
    @PostMapping("/v1/flags/{id}/reduce")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new ReduceRollout(id, body.basisPoints(), body.reason()), id);
    }
}
