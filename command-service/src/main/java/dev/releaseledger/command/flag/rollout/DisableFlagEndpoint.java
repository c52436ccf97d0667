package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Disables flags. */
@RestController
final class DisableFlagEndpoint {
    private final Answers answers;

    DisableFlagEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Why; the release that it hurts, and the rollback of that which disables it, where there is one. */
    record Body(
            @Text String reason,
            @Nullable UUID releaseId,
            @Nullable UUID rollbackId) {}

    @Operation(summary = "Serve the off variant to everybody, at once")
    @PostMapping("/v1/flags/{id}/disable")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new DisableFlag(id, body.reason(), body.releaseId(), body.rollbackId()), id);
    }
}
