package dev.releaseledger.command.release.content;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Commit;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Adds changes. */
@RestController
final class AddChangesEndpoint {
    private final Answers answers;
    private final Directory directory;

    AddChangesEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /** The changes to include. */
    record Body(
            @Size(min = 1, message = "at least one change") List<ChangeBody> changes,
            @Nullable Instant occurredAt) {}

    /** A change; without an id of its own it is known by its commit, and without a commit by a new id. */
    record ChangeBody(
            @Nullable @Id String id,
            ChangeCategory category,
            @Line String summary,
            @Nullable @Line String reference,
            @Person String author,
            @Nullable @Commit String commit,
            @Nullable Instant mergedAt,

            @Nullable @Size(max = 20, message = "at most 20 reviewers")
            List<@Person String> reviewers) {}

    private ChangeAdded change(ChangeBody body) {
        String id = body.id() != null
                ? body.id()
                : body.commit() != null ? body.commit() : UUID.randomUUID().toString();
        return new ChangeAdded(
                id,
                body.category(),
                body.summary(),
                body.reference(),
                directory.idOf(body.author()),
                body.commit(),
                body.mergedAt(),
                body.reviewers() == null
                        ? List.of()
                        : body.reviewers().stream().map(directory::idOf).toList());
    }

    @Operation(summary = "Include up to 500 changes in a release")
    @PostMapping("/v1/releases/{id}/changes")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked,
                new AddChanges(id, body.changes().stream().map(this::change).toList(), body.occurredAt()));
    }
}
