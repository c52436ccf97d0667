package dev.releaseledger.command.release.announce;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Records announcements that were made by hand. */
@RestController
final class RecordAnnouncementEndpoint {
    private final Answers answers;

    RecordAnnouncementEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Where it can be read, and what else there is to say. */
    record Body(@Nullable @Link String link, @Nullable @Text String comment) {
        private static final Body EMPTY = new Body(null, null);
    }

    @Operation(summary = "Record that an announcement was made by hand")
    @PostMapping("/v1/releases/{id}/announcements/{announcement}/record")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable String announcement,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(asked, new RecordAnnouncement(id, announcement, body.link(), body.comment()));
    }
}
