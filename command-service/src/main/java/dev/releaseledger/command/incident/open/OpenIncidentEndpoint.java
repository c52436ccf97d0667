package dev.releaseledger.command.incident.open;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Environment;
import dev.releaseledger.command.rest.Product;
import dev.releaseledger.command.rest.ShortLine;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.Severity;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens incidents. */
@RestController
final class OpenIncidentEndpoint {
    private final Answers answers;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    OpenIncidentEndpoint(Answers answers) {
        this.answers = answers;
    }

    /**
     * What happens, where, and how much it hurts; {@code id} where the caller wants to choose it, {@code detectedAt} is now
     * where absent, {@code links} what it has to do with as far as is known.
     */
    record Body(
            @Nullable UUID id,
            @Product String product,
            @Nullable @Environment String environment,
            @ShortLine String title,
            Severity severity,
            @Nullable Instant detectedAt,

            @Nullable @Size(max = 20, message = "at most 20 links")
            List<LinkBody> links,

            @Nullable Instant occurredAt) {}

    @Operation(summary = "Open an incident")
    @PostMapping("/v1/incidents")
    ResponseEntity<byte[]> take(@RequestBody Body body, Asked asked) {
        UUID id = body.id() == null ? ids.generate() : body.id();
        List<IncidentLink> links = body.links() == null
                ? List.of()
                : body.links().stream().map(LinkBody::link).toList();
        return answers.creating(
                asked,
                new OpenIncident(
                        id,
                        body.product(),
                        body.environment(),
                        body.title(),
                        body.severity(),
                        IncidentOrigin.PERSON,
                        body.detectedAt(),
                        links,
                        null,
                        body.occurredAt()),
                id,
                "/v1/incidents/" + id);
    }
}
