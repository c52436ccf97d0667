package dev.releaseledger.command.release.checklist;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
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

/** Ticks items. */
@RestController
final class TickItemEndpoint {
    private final Answers answers;

    TickItemEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What the person wants to add. */
    record Body(@Nullable @Text String note, @Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null, null);
    }

    @Operation(summary = "Confirm a checklist item")
    @PostMapping("/v1/releases/{id}/checklist/{item:[A-Za-z0-9._-]{1,64}}/tick")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable String item,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(asked, new TickItem(id, item, body.note(), body.occurredAt()));
    }
}
