package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.Reason;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Withdraws rollbacks. */
@RestController
final class WithdrawRollbackEndpoint {
    private final Answers answers;

    WithdrawRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Withdraw a rollback that waits for confirmation")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/withdraw")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID rollbackId, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new WithdrawRollback(id, rollbackId, body.reason(), body.occurredAt()));
    }
}
