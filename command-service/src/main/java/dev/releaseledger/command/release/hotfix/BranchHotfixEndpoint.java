package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Commit;
import dev.releaseledger.command.rest.Line;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Name the branch of a hotfix. */
@RestController
final class BranchHotfixEndpoint {
    private final Answers answers;

    BranchHotfixEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The branch; the version that it was cut from or its tag, and that commit. */
    record Body(
            @Line String branch,
            @Line String base,
            @Commit String commit,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Name the branch of a hotfix")
    @PostMapping("/v1/releases/{id}/hotfix/branch")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new BranchHotfix(id, body.branch(), body.base(), body.commit(), body.occurredAt()));
    }
}
