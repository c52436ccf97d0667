package dev.releaseledger.command.flag.define;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Links flags to releases. */
@RestController
final class LinkFlagEndpoint {
    private final Answers answers;

    LinkFlagEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The release that brings what the flag opens. */
    record Body(UUID releaseId) {}

    @Operation(summary = "Say that a flag opens something that a release brings")
    @PostMapping("/v1/flags/{id}/link")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new LinkFlag(id, body.releaseId()), id);
    }
}
