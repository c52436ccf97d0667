package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Completes rollbacks. */
@RestController
final class CompleteRollbackEndpoint {
    private final Answers answers;

    CompleteRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** When it was, for importers. */
    record Body(@Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null);
    }

    @Operation(summary = "Close a rollback that is verified and that people were told of")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/complete")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID rollbackId,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(asked, new CompleteRollback(id, rollbackId, body.occurredAt()));
    }
}
