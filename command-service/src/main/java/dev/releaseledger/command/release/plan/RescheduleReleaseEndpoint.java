package dev.releaseledger.command.release.plan;

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

/** Moves windows. */
@RestController
final class RescheduleReleaseEndpoint {
    private final Answers answers;

    RescheduleReleaseEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The new window, and why. */
    record Body(
            WindowBody window,
            @Text String reason,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Move the window of a release")
    @PostMapping("/v1/releases/{id}/reschedule")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new RescheduleRelease(id, body.window().window(), body.reason(), body.occurredAt()));
    }
}
