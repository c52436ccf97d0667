package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Records that people were told of rollbacks by hand. */
@RestController
final class AnnounceRollbackEndpoint {
    private final Answers answers;

    AnnounceRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    /**
     * Where it can be read, and what else there is to say.
     *
     * @param announcements those that were made, by their ids; every one that is due where absent
     */
    record Body(
            @Nullable @Size(min = 1, max = 50, message = "1 to 50 announcements")
            List<@Id String> announcements,

            @Nullable @Link String link,
            @Nullable @Text String comment) {
        private static final Body EMPTY = new Body(null, null, null);
    }

    @Operation(summary = "Record that people were told of a rollback by hand")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/announce")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable UUID rollbackId,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(
                asked,
                new AnnounceRollback(
                        id,
                        rollbackId,
                        body.announcements() == null ? Set.of() : Set.copyOf(body.announcements()),
                        body.link(),
                        body.comment()));
    }
}
