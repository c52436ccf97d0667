package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Text;
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

/** Leaves out of notes. */
@RestController
final class LeaveOutNoteEndpoint {
    private final Answers answers;

    LeaveOutNoteEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Either a change or a note that was added, and why nobody should read of it. */
    record Body(
            @Nullable @Id String changeId,
            @Nullable UUID noteId,
            @Text String reason,
            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Leave a change, or a note that was added, out of a release's notes",
            description = "Names either changeId or noteId.")
    @PostMapping("/v1/releases/{id}/notes/leave-out")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        if ((body.changeId() == null) == (body.noteId() == null)) {
            throw new RequestRejected(Problem.of(List.of(new Fault(
                    "changeId",
                    body.changeId() == null ? "is missing, and so is noteId" : "is given, and so is noteId",
                    "either changeId or noteId"))));
        }
        return answers.to(
                asked, new LeaveOutNote(id, body.changeId(), body.noteId(), body.reason(), body.occurredAt()));
    }
}
