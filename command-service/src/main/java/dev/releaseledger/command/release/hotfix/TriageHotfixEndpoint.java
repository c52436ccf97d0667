package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Person;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Find that a plea for a hotfix qualifies. */
@RestController
final class TriageHotfixEndpoint {
    private final Answers answers;
    private final Directory directory;

    TriageHotfixEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /** What it qualifies by, what is broken and how badly; {@code owner} is the caller where absent. */
    record Body(
            @Id String qualifiesBy,
            @Line String severity,
            @Nullable @Person String owner,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Find that a plea for a hotfix qualifies")
    @PostMapping("/v1/releases/{id}/hotfix/triage")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        UUID owner = body.owner() == null ? asked.actor() : directory.idOf(body.owner());
        return answers.to(asked, new TriageHotfix(id, body.qualifiesBy(), body.severity(), owner, body.occurredAt()));
    }
}
