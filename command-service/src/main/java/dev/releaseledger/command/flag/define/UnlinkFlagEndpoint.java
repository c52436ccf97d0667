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

/** Takes flags away from releases. */
@RestController
final class UnlinkFlagEndpoint {
    private final Answers answers;

    UnlinkFlagEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The release that it has nothing to do with. */
    record Body(UUID releaseId) {}

    @Operation(summary = "Say that a flag has nothing to do with a release after all")
    @PostMapping("/v1/flags/{id}/unlink")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new UnlinkFlag(id, body.releaseId()), id);
    }
}
