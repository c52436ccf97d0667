package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Resumes rollouts. */
@RestController
final class ResumeRolloutEndpoint {
    private final Answers answers;

    ResumeRolloutEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Let a flag be opened further again")
    @PostMapping("/v1/flags/{id}/resume")
    ResponseEntity<byte[]> take(@PathVariable UUID id, Asked asked) {
        return answers.to(asked, new ResumeRollout(id), id);
    }
}
