package dev.releaseledger.command.incident.learn;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.command.rest.ShortLine;
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

/** Adds action items. */
@RestController
final class AddActionItemEndpoint {
    private final Answers answers;
    private final Directory directory;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    AddActionItemEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /** What, who sees to it, and the last day for it, in UTC; {@code id} where the caller wants to choose it. */
    record Body(
            @Nullable UUID id,
            @ShortLine String title,
            @Person String owner,
            LocalDate due,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say what is to be done so that it does not happen again")
    @PostMapping("/v1/incidents/{id}/action-items")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        UUID itemId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new AddActionItem(
                        id, itemId, body.title(), directory.idOf(body.owner()), body.due(), body.occurredAt()),
                itemId,
                "/v1/incidents/" + id + "/action-items/" + itemId);
    }
}
