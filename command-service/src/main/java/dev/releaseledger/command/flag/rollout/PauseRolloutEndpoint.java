package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Pauses rollouts. */
@RestController
final class PauseRolloutEndpoint {
    private final Answers answers;

    PauseRolloutEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Why. */
    record Body(@Text String reason) {}

    @Operation(summary = "Open a flag no further for now")
    @PostMapping("/v1/flags/{id}/pause")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new PauseRollout(id, body.reason()), id);
    }
}
