package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Line;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes that flags are out of the code. */
@RestController
final class CleanUpFlagEndpoint {
    private final Answers answers;

    CleanUpFlagEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The change that took it out, e.g. a link to it, and the release that brings that change. */
    record Body(@Line String change, @Nullable UUID releaseId) {}

    @Operation(summary = "Say that a flag is out of the code")
    @PostMapping("/v1/flags/{id}/clean-up")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new CleanUpFlag(id, body.change(), body.releaseId()), id);
    }
}
