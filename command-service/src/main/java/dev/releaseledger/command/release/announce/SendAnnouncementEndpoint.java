package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Has announcements sent now. */
@RestController
final class SendAnnouncementEndpoint {
    private final Answers answers;

    SendAnnouncementEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What there is to say about it. */
    record Body(@Nullable @Text String comment) {
        private static final Body EMPTY = new Body(null);
    }

    @Operation(
            summary = "Send an announcement now",
            description = "Before it is due, or again after it failed for good or was missed. It is sent by the channel"
                    + " that the policy names; what becomes of it is recorded. Where that channel is not configured, it"
                    + " waits for somebody to record that they made it by hand.")
    @PostMapping("/v1/releases/{id}/announcements/{announcement}/send")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable String announcement,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(asked, new SendAnnouncement(id, announcement, body.comment()));
    }
}
