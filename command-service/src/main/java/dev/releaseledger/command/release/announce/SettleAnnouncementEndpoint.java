package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.release.Settlement;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Settles uncertain announcements. */
@RestController
final class SettleAnnouncementEndpoint {
    private final Answers answers;

    SettleAnnouncementEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What became of it, and how that is known. */
    record Body(Settlement outcome, @Text String reason) {}

    @Operation(
            summary = "Say what became of an uncertain announcement",
            description = "One that was not sent can then be sent again.")
    @PostMapping("/v1/releases/{id}/announcements/{announcement}/settle")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable String announcement, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new SettleAnnouncement(id, announcement, body.outcome(), body.reason()));
    }
}
