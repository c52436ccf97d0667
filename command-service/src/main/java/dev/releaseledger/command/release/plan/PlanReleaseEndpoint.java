package dev.releaseledger.command.release.plan;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.command.rest.Person;
import dev.releaseledger.command.rest.Product;
import dev.releaseledger.command.rest.Version;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.Window;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Plans releases. */
@RestController
final class PlanReleaseEndpoint {
    private final Answers answers;
    private final Directory directory;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    PlanReleaseEndpoint(Answers answers, Directory directory) {
        this.answers = answers;
        this.directory = directory;
    }

    /** A release to plan; {@code id} where the caller wants to choose it, {@code owner} is the caller where absent. */
    record Body(
            @Nullable UUID id,
            @Product String product,
            @Version String version,
            @Line String title,
            ReleaseKind kind,
            Strategy strategy,
            @Nullable WindowBody window,
            @Nullable @Person String owner,
            @Nullable @Line String milestone,
            @Nullable @Version String hotfixOf,
            @Nullable Instant occurredAt) {}

    private static @Nullable Window window(@Nullable WindowBody sent) {
        return sent == null ? null : sent.window();
    }

    @Operation(summary = "Plan a release")
    @PostMapping("/v1/releases")
    ResponseEntity<byte[]> take(@RequestBody Body body, Asked asked) {
        UUID releaseId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new PlanRelease(
                        releaseId,
                        body.product(),
                        body.version(),
                        body.title(),
                        body.kind(),
                        body.strategy(),
                        window(body.window()),
                        body.owner() == null ? asked.actor() : directory.idOf(body.owner()),
                        body.milestone(),
                        body.hotfixOf(),
                        body.occurredAt()),
                releaseId,
                "/v1/releases/" + releaseId);
    }
}
