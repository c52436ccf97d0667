package dev.releaseledger.command.flag.rollout;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.BasisPoints;
import dev.releaseledger.command.rest.ShortLine;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens flags further. */
@RestController
final class AdvanceRolloutEndpoint {
    private final Answers answers;

    AdvanceRolloutEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The share of users that it reaches from now on, and the policy's phase that it is in, for a type that goes through phases; {@code overrideReason} where it goes faster than the policy says. */
    record Body(
            @Nullable @ShortLine String phase,
            @BasisPoints int basisPoints,
            @Nullable @Text String overrideReason) {}

    @Operation(summary = "Open a flag to more users")
    @PostMapping("/v1/flags/{id}/advance")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new AdvanceRollout(id, body.phase(), body.basisPoints(), body.overrideReason()), id);
    }
}
