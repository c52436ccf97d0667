package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Publishes notes. */
@RestController
final class PublishNotesEndpoint {
    private final Answers answers;

    PublishNotesEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The claimed time, for importers. */
    record Body(@Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null);
    }

    @Operation(
            summary = "Publish a release's notes as they are drafted",
            description = "For good: from then on neither the notes nor what the release includes changes.")
    @PostMapping("/v1/releases/{id}/notes/publish")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Body sent, Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(asked, new PublishNotes(id, body.occurredAt()));
    }
}
