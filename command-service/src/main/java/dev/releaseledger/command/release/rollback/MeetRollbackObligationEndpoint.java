package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.release.RollbackObligationMet;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows that obligations of rollbacks are met. */
@RestController
final class MeetRollbackObligationEndpoint {
    private final Answers answers;

    MeetRollbackObligationEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Where it can be seen, and what the person wants to add. */
    record Body(
            @Nullable @Link String link,
            @Nullable @Digest String digest,
            @Nullable @Text String comment,
            @Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null, null, null, null);
    }

    @Operation(summary = "Show that an obligation of a rollback is met")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/obligations/{obligation:[A-Za-z0-9._-]{1,64}}/meet")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID rollbackId,
            @PathVariable String obligation,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(
                asked,
                new MeetRollbackObligation(
                        id,
                        new RollbackObligationMet(rollbackId, obligation, body.link(), body.digest(), body.comment()),
                        body.occurredAt()));
    }
}
