package dev.releaseledger.command.release.complete;

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

/** Closes releases. */
@RestController
final class CompleteReleaseEndpoint {
    private final Answers answers;

    CompleteReleaseEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Complete a release")
    @PostMapping("/v1/releases/{id}/complete")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Comment sent, Asked asked) {
        Comment body = sent == null ? Comment.EMPTY : sent;
        return answers.to(asked, new CompleteRelease(id, body.comment(), body.occurredAt()));
    }
}
