package dev.releaseledger.command.release.content;

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

/** Takes changes out. */
@RestController
final class RemoveChangeEndpoint {
    private final Answers answers;

    RemoveChangeEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Take a change out of a release")
    @PostMapping("/v1/releases/{id}/changes/{changeId:[A-Za-z0-9._-]{1,64}}/remove")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable String changeId, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new RemoveChange(id, changeId, body.reason(), body.occurredAt()));
    }
}
