package dev.releaseledger.command.release.notes;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
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

/** Adds notes. */
@RestController
final class AddNoteEndpoint {
    private final Answers answers;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    AddNoteEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** What there is to say, and where. */
    record Body(
            @Nullable UUID id,
            NoteSection section,
            @Nullable @Line String area,
            @Line String text,
            @Nullable LocalDate sunset,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Add to a release's notes what no change tells of")
    @PostMapping("/v1/releases/{id}/notes/add")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        UUID noteId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new AddNote(id, noteId, body.section(), body.area(), body.text(), body.sunset(), body.occurredAt()),
                noteId,
                "/v1/releases/" + id + "/notes");
    }
}
