package dev.releaseledger.command.release.deploy;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Environment;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Strategy;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Begins deployments. */
@RestController
final class DeployReleaseEndpoint {
    private final Answers answers;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    DeployReleaseEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Where to, by which strategy (the release's own where absent), and what. */
    record Body(
            @Nullable UUID id,
            @Environment String environment,
            @Nullable Strategy strategy,
            @Nullable ArtefactBody artefact,
            @Nullable Instant occurredAt) {}

    /** What is deployed. */
    record ArtefactBody(@Line String name, @Nullable @Digest String digest) {}

    private static @Nullable Artefact artefact(@Nullable ArtefactBody sent) {
        return sent == null ? null : new Artefact(sent.name(), sent.digest());
    }

    @Operation(summary = "Begin a deployment to one environment")
    @PostMapping("/v1/releases/{id}/deployments")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        UUID deploymentId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new DeployRelease(
                        id,
                        deploymentId,
                        body.environment(),
                        body.strategy(),
                        artefact(body.artefact()),
                        body.occurredAt()),
                deploymentId,
                "/v1/releases/" + id + "/deployments/" + deploymentId);
    }
}
