package dev.releaseledger.command.incident.run;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.events.incident.IncidentRole;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says who does what in incidents. */
@RestController
final class AssignRoleEndpoint {
    private final Answers answers;
    private final Directory directory;

    AssignRoleEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /** Who does what; there may be many responders, and one person at a time for each other role. */
    record Body(
            IncidentRole role,
            @Person String person,
            @Nullable Instant occurredAt) {}

    @Operation(summary = "Say who does what in an incident")
    @PostMapping("/v1/incidents/{id}/roles")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new AssignRole(id, body.role(), directory.idOf(body.person()), body.occurredAt()), id);
    }
}
