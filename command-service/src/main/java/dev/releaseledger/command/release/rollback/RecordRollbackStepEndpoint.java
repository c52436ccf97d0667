package dev.releaseledger.command.release.rollback;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.command.rest.Version;
import dev.releaseledger.events.flag.FlagKey;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackStepDone;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Records what was executed of rollbacks. */
@RestController
final class RecordRollbackStepEndpoint {
    private final Answers answers;

    RecordRollbackStepEndpoint(Answers answers) {
        this.answers = answers;
    }

    /**
     * What was taken back, and what proves it.
     *
     * @param version of code, the version that was deployed again
     * @param flags of flags, the keys of those that were disabled
     * @param link where the details are; of data, where the reversal script is
     */
    record Body(
            RollbackKind kind,
            @Line String source,
            @Nullable @Version String version,

            @Nullable @Size(max = 50, message = "at most 50")
            List<@Pattern(regexp = FlagKey.FORM, message = "the key of a flag") String> flags,

            @Nullable @Link String link,
            @Nullable @Digest String digest,
            @Nullable @Text String summary,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Record that one kind of a rollback was executed: code, flags or data")
    @PostMapping("/v1/releases/{id}/rollbacks/{rollbackId}/steps")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable UUID rollbackId, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new RecordRollbackStep(
                        id,
                        new RollbackStepDone(
                                rollbackId,
                                body.kind(),
                                body.source(),
                                body.version(),
                                body.flags() == null ? Set.of() : Set.copyOf(body.flags()),
                                body.link(),
                                body.digest(),
                                body.summary()),
                        body.occurredAt()));
    }
}
