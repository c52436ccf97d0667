package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.events.release.NoteSection;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Edits notes. */
@RestController
final class EditNoteEndpoint {
    private final Answers answers;

    EditNoteEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What to say of a change; without section or area, those that the change itself has. */
    record Body(
            @Id String changeId,
            @Nullable NoteSection section,
            @Nullable @Line String area,
            @Line String text,
            @Nullable LocalDate sunset,
            @Nullable Instant occurredAt) {}

    @Operation(
            summary = "Word anew what a release's notes say of a change",
            description = "An internal change is told of only in the section that an edit names.")
    @PostMapping("/v1/releases/{id}/notes/edit")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new EditNote(
                        id,
                        body.changeId(),
                        body.section(),
                        body.area(),
                        body.text(),
                        body.sunset(),
                        body.occurredAt()));
    }
}
