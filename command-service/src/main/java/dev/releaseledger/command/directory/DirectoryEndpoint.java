package dev.releaseledger.command.directory;

import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.security.TokenCaller;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who an id is, and forgetting who it is; for admins alone. */
@RestController
class DirectoryEndpoint {
    private final Directory directory;

    DirectoryEndpoint(Directory directory) {
        this.directory = directory;
    }

    /** Somebody, by directory id. */
    record Person(UUID id, String subject) {}

    @GetMapping("/v1/directory/{id}")
    Person who(@PathVariable UUID id) {
        onlyForKeepers();
        return directory.subjectOf(id).map(subject -> new Person(id, subject)).orElseThrow(() -> unknown(id));
    }

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
