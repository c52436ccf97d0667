package dev.releaseledger.command.incident.run;

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

/** Closes incidents. */
@RestController
final class CloseIncidentEndpoint {
    private final Answers answers;

    CloseIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(
            summary = "Close an incident",
            description =
                    "Refused as long as anything is open that the product's policy obliges to: root cause, post-mortem, re-release plan, action items.")
    @PostMapping("/v1/incidents/{id}/close")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Comment said, Asked asked) {
        Comment comment = said == null ? Comment.EMPTY : said;
        return answers.to(asked, new CloseIncident(id, comment.comment(), comment.occurredAt()), id);
    }
}
