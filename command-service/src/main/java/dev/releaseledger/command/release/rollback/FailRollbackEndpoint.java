package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.release.RollbackKind;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says of rollbacks that they failed. */
@RestController
final class FailRollbackEndpoint {
    private final Answers answers;

    FailRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What could not be taken back, where it was that, and what was seen. */
    record Body(
            @Nullable RollbackKind kind,
            @Text String summary,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say that a rollback does not work")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/fail")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID rollbackId, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new FailRollback(id, rollbackId, body.kind(), body.summary(), body.occurredAt()));
    }
}
