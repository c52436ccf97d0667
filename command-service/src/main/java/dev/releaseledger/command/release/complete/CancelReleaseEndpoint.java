package dev.releaseledger.command.release.complete;

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

/** Calls releases off. */
@RestController
final class CancelReleaseEndpoint {
    private final Answers answers;

    CancelReleaseEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Cancel a release")
    @PostMapping("/v1/releases/{id}/cancel")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new CancelRelease(id, body.reason(), body.occurredAt()));
    }
}
