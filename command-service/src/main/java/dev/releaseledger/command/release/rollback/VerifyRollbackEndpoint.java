package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.Comment;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Verifies rollbacks. */
@RestController
final class VerifyRollbackEndpoint {
    private final Answers answers;

    VerifyRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Say that a rollback helped, as health reports do")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/verify")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID rollbackId,
            @RequestBody(required = false) @Nullable Comment sent,
            Asked asked) {
        Comment body = sent == null ? Comment.EMPTY : sent;
        return answers.to(asked, new VerifyRollback(id, rollbackId, body.comment(), body.occurredAt()));
    }
}
