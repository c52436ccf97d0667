package dev.releaseledger.command.release.evidence;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Link;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Stage;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Records evidence. */
@RestController
final class RecordEvidenceEndpoint {
    private final Answers answers;

    RecordEvidenceEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** An outcome, from which tool, of which artefact and which changes, with what was measured. */
    record Body(
            Stage stage,
            @Id String criterion,
            Outcome outcome,
            @Line String source,
            @Nullable @Link String link,
            @Nullable @Digest String digest,
            @Nullable @Digest String changesDigest,

            @Nullable @Size(max = 100, message = "at most 100 values")
            Map<String, BigDecimal> values,

            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Record an outcome for a criterion",
            description =
                    "Evidence counts for the content that the release has when it is recorded. With the changesDigest"
                            + " that a view of the release showed when the looking began, evidence of other changes is not"
                            + " recorded but answered 412.")
    @PostMapping("/v1/releases/{id}/evidence")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new RecordEvidence(
                        id,
                        new EvidenceRecorded(
                                body.stage(),
                                body.criterion(),
                                body.outcome(),
                                body.source(),
                                body.link(),
                                body.digest(),
                                body.values() == null ? Map.of() : body.values()),
                        body.changesDigest(),
                        body.occurredAt()));
    }
}
