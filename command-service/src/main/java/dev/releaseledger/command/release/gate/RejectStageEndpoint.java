package dev.releaseledger.command.release.gate;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.Reason;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.events.release.Stage;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sends releases back. */
@RestController
final class RejectStageEndpoint {
    private final Answers answers;

    RejectStageEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Reject a stage; the release goes back")
    @PostMapping("/v1/releases/{id}/stages/{stage}/reject")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable Stage stage, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new RejectStage(id, stage, body.reason(), body.occurredAt()));
    }
}
