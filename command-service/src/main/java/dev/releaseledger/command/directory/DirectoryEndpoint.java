package dev.releaseledger.command.directory;

import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.command.security.TokenCaller;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who an id is, which subjects are one person, and forgetting who it is; for admins alone. */
@RestController
class DirectoryEndpoint {
    private final Directory directory;

    DirectoryEndpoint(Directory directory) {
        this.directory = directory;
    }

    /** Somebody, by directory id; {@code aliases} are further subjects of the same person. */
    record Somebody(UUID id, String subject, List<String> aliases) {}

    /** Two subjects of one person. They are in the body since those of machines contain slashes. */
    record Alias(@Person String subject, @Person String alias) {}

    @Operation(summary = "Look up who an id is")
    @GetMapping("/v1/directory/{id}")
    Somebody who(@PathVariable UUID id) {
        onlyForKeepers();
        List<String> subjects = directory.subjectsOf(id);
        if (subjects.isEmpty()) {
            throw unknown(id);
        }
        return new Somebody(id, subjects.getFirst(), subjects.subList(1, subjects.size()));
    }

    @Operation(
            summary = "Make another subject the same person",
            description =
                    "From then on both have one id, so that no rule takes them for two people. A subject that is not"
                            + " known yet becomes known. Two that have an id each stay two: entries name both for ever.")
    @PostMapping("/v1/directory/aliases")
    Somebody join(@RequestBody Alias body) {
        onlyForKeepers();
        return switch (directory.join(body.subject(), body.alias())) {
            case Directory.Joined.One one -> who(one.id());
            case Directory.Joined.Two two ->
                throw new RequestRejected(Problem.of(
                        409,
                        "known-apart",
                        "Known apart",
                        "they are known as two people, " + two.subject() + " and " + two.alias()
                                + ", and entries keep both ids; use one of the two subjects alone from now on"));
        };
    }

    @Operation(summary = "Forget who an id is")
    @DeleteMapping("/v1/directory/{id}")
    ResponseEntity<Void> erase(@PathVariable UUID id) {
        onlyForKeepers();
        if (directory.idOf(TokenCaller.current().subject()).equals(id)) {
            throw new RequestRejected(Problem.of(
                    409,
                    "own-erasure",
                    "Own erasure",
                    "nobody erases themselves; another admin does, who can be asked"));
        }
        if (!directory.erase(id)) {
            throw unknown(id);
        }
        return ResponseEntity.noContent().build();
    }

    private static void onlyForKeepers() {
        if (!RoleTable.standard().grants(TokenCaller.current().grants().everywhere(), Right.KEEP_DIRECTORY)) {
            throw new RequestRejected(
                    Problem.of(403, "forbidden", "Forbidden", "the directory is kept by admins, for every product"));
        }
    }

    private static RequestRejected unknown(UUID id) {
        return new RequestRejected(Problem.of(
                404, "not-found", "Not found", "the directory knows nobody by " + id + ", or has forgotten"));
    }
}
