package dev.releaseledger.command.release.hotfix;

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

/** Show that an obligation of a hotfix is met. */
@RestController
final class MeetObligationEndpoint {
    private final Answers answers;

    MeetObligationEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Where it can be seen, and what the person wants to add. */
    record Body(
            @Nullable @Link String link,
            @Nullable @Text String comment,
            @Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null, null, null);
    }

    @Operation(summary = "Show that an obligation of a hotfix is met")
    @PostMapping("/v1/releases/{id}/hotfix/obligations/{obligation:[A-Za-z0-9._-]{1,64}}/meet")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable String obligation,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(asked, new MeetObligation(id, obligation, body.link(), body.comment(), body.occurredAt()));
    }
}
