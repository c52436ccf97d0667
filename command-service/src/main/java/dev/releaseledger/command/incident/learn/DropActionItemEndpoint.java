package dev.releaseledger.command.incident.learn;

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

/** Takes that action items will not be done. */
@RestController
final class DropActionItemEndpoint {
    private final Answers answers;

    DropActionItemEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Say that an action item will not be done")
    @PostMapping("/v1/incidents/{id}/action-items/{itemId}/drop")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID itemId, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new DropActionItem(id, itemId, body.reason(), body.occurredAt()), itemId);
    }
}
