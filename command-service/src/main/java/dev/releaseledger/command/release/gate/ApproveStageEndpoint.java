package dev.releaseledger.command.release.gate;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.command.rest.Text;
import dev.releaseledger.events.release.Stage;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens gates. */
@RestController
final class ApproveStageEndpoint {
    private final Answers answers;
    private final Directory directory;

    ApproveStageEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /** What to add, who takes over; who approved then is for importers, together with the claimed time. */
    record Body(
            @Nullable @Text String comment,
            @Nullable @Person String handOverTo,
            @Nullable @Person String approvedBy,
            @Nullable Instant occurredAt) {
        private static final Body EMPTY = new Body(null, null, null, null);
    }

    private @Nullable UUID approver(Body body) {
        if (body.approvedBy() != null && body.occurredAt() == null) {
            throw new RequestRejected(Problem.of(List.of(new Fault(
                    "approvedBy", "is given for an approval of now", "the approver is who the token names"))));
        }
        return idOf(body.approvedBy());
    }

    private @Nullable UUID idOf(@Nullable String subject) {
        return subject == null ? null : directory.idOf(subject);
    }

    @Operation(summary = "Approve a stage and hand the release over")
    @PostMapping("/v1/releases/{id}/stages/{stage}/approve")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable Stage stage,
            @RequestBody(required = false) @Nullable Body sent,
            Asked asked) {
        Body body = sent == null ? Body.EMPTY : sent;
        return answers.to(
                asked,
                new ApproveStage(
                        id, stage, body.comment(), idOf(body.handOverTo()), approver(body), body.occurredAt()));
    }
}
