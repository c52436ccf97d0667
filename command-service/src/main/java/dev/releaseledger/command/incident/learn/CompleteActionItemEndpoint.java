package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes that action items were done. */
@RestController
final class CompleteActionItemEndpoint {
    private final Answers answers;

    CompleteActionItemEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Where it is to be found, and what the person wants to add. */
    record Body(
            @Nullable @Link String link,
            @Nullable @Text String comment,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say that an action item was done")
    @PostMapping("/v1/incidents/{id}/action-items/{itemId}/done")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID itemId,
            @RequestBody(required = false) @Nullable Body body,
            Asked asked) {
        return answers.to(
                asked,
                new CompleteActionItem(
                        id,
                        itemId,
                        body == null ? null : body.link(),
                        body == null ? null : body.comment(),
                        body == null ? null : body.occurredAt()),
                itemId);
    }
}
