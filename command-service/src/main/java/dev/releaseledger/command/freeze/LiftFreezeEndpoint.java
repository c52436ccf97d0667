package dev.releaseledger.command.freeze;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lifts freezes. */
@RestController
final class LiftFreezeEndpoint {
    private final Answers answers;

    LiftFreezeEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Why. */
    record Body(@Text String reason) {}

    @Operation(summary = "Lift a freeze")
    @PostMapping("/v1/freezes/{product}/{freezeId}/lift")
    ResponseEntity<byte[]> take(
            @PathVariable String product, @PathVariable UUID freezeId, @RequestBody Body body, Asked asked) {
        return answers.to(
                asked, new LiftFreeze(DeclareFreezeEndpoint.known(product), freezeId, body.reason()), freezeId);
    }
}
