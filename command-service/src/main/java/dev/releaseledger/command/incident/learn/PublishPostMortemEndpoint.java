package dev.releaseledger.command.incident.learn;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.LongText;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Publishes post-mortems. */
@RestController
final class PublishPostMortemEndpoint {
    private final Answers answers;

    PublishPostMortemEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The text, as Markdown. */
    record Body(@LongText String markdown, @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Publish what was learnt",
            description = "A later edition takes the place of an earlier one, which stays on record.")
    @PostMapping("/v1/incidents/{id}/post-mortem")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new PublishPostMortem(id, body.markdown(), body.occurredAt()), id);
    }
}
