package dev.releaseledger.command.release.repin;

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

/** Has releases go by other versions of their policy. */
@RestController
final class RepinPolicyEndpoint {
    private final Answers answers;

    RepinPolicyEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The version to go by, and why. */
    record Body(int version, @Text String reason, @Nullable Instant occurredAt) {}

    @Operation(summary = "Propose that a release go by another version of its policy, or, as a second person, grant it")
    @PostMapping("/v1/releases/{id}/policy")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new RepinPolicy(id, body.version(), body.reason(), null, body.occurredAt()));
    }
}
