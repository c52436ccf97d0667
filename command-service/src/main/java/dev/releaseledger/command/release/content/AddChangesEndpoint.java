package dev.releaseledger.command.release.content;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Commit;
import dev.releaseledger.command.rest.Id;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.notes.ConventionalCommit;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Adds changes. */
@RestController
final class AddChangesEndpoint {
    private static final String CATEGORIES =
            Arrays.stream(ChangeCategory.values()).map(Enum::name).collect(Collectors.joining(", "));

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

    /**
     * A change; without an id of its own it is known by its commit, and without a commit by a new id. Its category may be left
     * away where the summary is a conventional commit, which tells it.
     */
    record ChangeBody(
            @Nullable @Id String id,
            @Nullable ChangeCategory category,
            @Line String summary,
            @Nullable @Line String reference,
            @Person String author,
            @Nullable @Commit String commit,
            @Nullable Instant mergedAt,

            @Nullable @Size(max = 20, message = "at most 20 reviewers")
            List<@Person String> reviewers) {}

    private List<ChangeAdded> changes(List<ChangeBody> bodies) {
        List<ChangeAdded> changes = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (ChangeBody body : bodies) {
            Optional<ChangeCategory> category = Optional.ofNullable(body.category())
                    .or(() -> ConventionalCommit.of(body.summary()).map(ConventionalCommit::category));
            if (category.isEmpty()) {
                faults.add(new Fault(
                        "changes[" + (changes.size() + faults.size()) + "].category",
                        "is missing, and the summary is no conventional commit that would tell it",
                        "one of " + CATEGORIES));
            } else {
                changes.add(change(body, category.get()));
            }
        }
        if (!faults.isEmpty()) {
            throw new RequestRejected(Problem.of(faults));
        }
        return changes;
    }

    private ChangeAdded change(ChangeBody body, ChangeCategory category) {
        String id = body.id() != null
                ? body.id()
                : body.commit() != null ? body.commit() : UUID.randomUUID().toString();
        return new ChangeAdded(
                id,
                category,
                body.summary(),
                body.reference(),
                directory.idOf(body.author()),
                body.commit(),
                body.mergedAt(),
                body.reviewers() == null
                        ? List.of()
                        : body.reviewers().stream().map(directory::idOf).toList());
    }

    @Operation(
            summary = "Include up to 500 changes in a release",
            description = "A category may be left away where the summary is a conventional commit, which tells it.")
    @PostMapping("/v1/releases/{id}/changes")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new AddChanges(id, changes(body.changes()), body.occurredAt()));
    }
}
