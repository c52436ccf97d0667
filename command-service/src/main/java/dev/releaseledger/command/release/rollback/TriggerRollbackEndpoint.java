package dev.releaseledger.command.release.rollback;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.command.rest.Version;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Asks for rollbacks. */
@RestController
final class TriggerRollbackEndpoint {
    private final Answers answers;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    TriggerRollbackEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Which deployment, why, and what has to be taken back. */
    record Body(
            @Nullable UUID id,
            UUID deploymentId,
            RollbackReason reason,

            @Size(min = 1, max = 3, message = "one to three of CODE, FLAG, DATA")
            List<RollbackKind> kinds,

            @Nullable @Version String toVersion,
            @Text String summary,
            @Nullable Instant occurredAt) {}

    private static Set<RollbackKind> kinds(List<RollbackKind> sent) {
        return EnumSet.copyOf(sent);
    }

    @Operation(summary = "Ask for a deployment to be taken back")
    @PostMapping("/v1/releases/{id}/rollbacks")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        UUID rollbackId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new TriggerRollback(
                        id,
                        rollbackId,
                        body.deploymentId(),
                        body.reason(),
                        kinds(body.kinds()),
                        body.toVersion(),
                        body.summary(),
                        There.NOTHING,
                        body.occurredAt()),
                rollbackId,
                "/v1/releases/" + id + "/rollbacks/" + rollbackId);
    }
}
