package dev.releaseledger.command.release.deploy;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Digest;
import dev.releaseledger.command.rest.Environment;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.flag.FlagKey;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Strategy;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

    /**
     * Where to, by which strategy (the release's own where absent), and what.
     *
     * @param rolling how many instances a rolling deployment replaces; as the policy says where absent
     * @param colour which colour a blue-green deployment goes to; the idle one where absent
     * @param flags the keys of the flags that open a deployment by {@code FEATURE_FLAGS}
     */
    record Body(
            @Nullable UUID id,
            @Environment String environment,
            @Nullable Strategy strategy,
            @Nullable ArtefactBody artefact,
            @Nullable RollingBody rolling,
            @Nullable Colour colour,

            @Nullable @Size(max = 50, message = "at most 50")
            List<@Pattern(regexp = FlagKey.FORM, message = "the key of a flag") String> flags,

            @Nullable Instant occurredAt) {}

    /** What is deployed. */
    record ArtefactBody(@Line String name, @Nullable @Digest String digest) {}

    /** How many instances there are, and how many are replaced at a time. */
    record RollingBody(
            @Min(value = 1, message = "from 1 to 10000") @Max(value = 10_000, message = "from 1 to 10000")
            int instances,

            @Min(value = 1, message = "from 1 to 10000") @Max(value = 10_000, message = "from 1 to 10000")
            int batch) {}

    private static @Nullable RollingSize size(@Nullable RollingBody sent) {
        return sent == null ? null : new RollingSize(sent.instances(), sent.batch());
    }

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
                        size(body.rolling()),
                        body.colour(),
                        body.flags() == null ? Set.of() : Set.copyOf(body.flags()),
                        There.NOTHING,
                        body.occurredAt()),
                deploymentId,
                "/v1/releases/" + id + "/deployments/" + deploymentId);
    }
}
