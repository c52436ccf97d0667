package dev.releaseledger.command.directory;

import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.command.security.TokenCaller;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who an id is, for auditors and admins; which subjects are one person, and forgetting who it is, for admins alone. Whoever looks
 * up a name is on record before it is given.
 */
@RestController
class DirectoryEndpoint {
    private static final int MOST = 500;

    private final Directory directory;
    private final NamesLookedUp lookedUp;

    DirectoryEndpoint(Directory directory, NamesLookedUp lookedUp) {
        this.directory = directory;
        this.lookedUp = lookedUp;
    }

    /** Somebody, by directory id; {@code aliases} are further subjects of the same person. */
    record Somebody(UUID id, String subject, List<String> aliases) {}

    /** Two subjects of one person. They are in the body since those of machines contain slashes. */
    record Alias(@Person String subject, @Person String alias) {}

    /** Whom to look up. */
    record Lookup(@Size(min = 1, max = MOST) List<UUID> ids) {}

    /**
     * Who is known.
     *
     * @param people in the order of what was asked, each once
     * @param unknown the ids of those whom the directory never knew, or has forgotten
     */
    record People(List<Somebody> people, List<UUID> unknown) {}

    @Operation(
            summary = "Look up who an id is",
            description =
                    "For auditors and admins, for every product. That somebody looked it up is recorded before the answer,"
                            + " and can be read at /v1/access of the query service.")
    @GetMapping("/v1/directory/{id}")
    Somebody who(@PathVariable UUID id) {
        tellOf(List.of(id));
        return somebody(id);
    }

    private Somebody somebody(UUID id) {
        List<String> subjects = directory.subjectsOf(id);
        if (subjects.isEmpty()) {
            throw unknown(id);
        }
        return somebody(id, subjects);
    }

    private static Somebody somebody(UUID id, List<String> subjects) {
        return new Somebody(id, subjects.getFirst(), subjects.subList(1, subjects.size()));
    }

    @Operation(
            summary = "Look up who up to 500 ids are",
            description =
                    "For auditors and admins, for every product. Each id that was looked up is recorded before the answer,"
                            + " and can be read at /v1/access of the query service.")
    @PostMapping("/v1/directory/lookup")
    People lookUp(@RequestBody Lookup body) {
        Set<UUID> ids = new LinkedHashSet<>(body.ids());
        tellOf(ids);
        Map<UUID, List<String>> subjects = directory.subjectsOf(ids);
        return new People(
                ids.stream()
                        .filter(subjects::containsKey)
                        .map(id -> somebody(id, subjects.getOrDefault(id, List.of())))
                        .toList(),
                ids.stream().filter(id -> !subjects.containsKey(id)).toList());
    }

    /** Names are given to those who may see them, once it is on record. */
    private void tellOf(Collection<UUID> ids) {
        TokenCaller caller = TokenCaller.current();
        if (RoleTable.standard().grants(caller.grants().everywhere(), Right.RESOLVE_NAMES)) {
            lookedUp.tell(caller, ids);
        } else {
            lookedUp.tellDenied(caller);
            throw new RequestRejected(
                    Problem.of(403, "forbidden", "Forbidden", "names are for auditors and admins, for every product"));
        }
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
            case Directory.Joined.One one -> {
                tellOf(List.of(one.id()));
                yield somebody(one.id());
            }
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
