package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.environment.There;
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

/** Confirms rollbacks. */
@RestController
final class ConfirmRollbackEndpoint {
    private final Answers answers;

    ConfirmRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Confirm a rollback as on-call or as manager")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/confirm")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID rollbackId,
            @RequestBody(required = false) @Nullable Comment sent,
            Asked asked) {
        Comment body = sent == null ? Comment.EMPTY : sent;
        return answers.to(asked, new ConfirmRollback(id, rollbackId, body.comment(), There.NOTHING, body.occurredAt()));
    }
}
