package dev.releaseledger.command.flag.rollout;

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

/** Enables flags. */
@RestController
final class EnableFlagEndpoint {
    private final Answers answers;

    EnableFlagEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Why it may. */
    record Body(@Text String reason) {}

    @Operation(summary = "Serve again what targeting and rollout say")
    @PostMapping("/v1/flags/{id}/enable")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new EnableFlag(id, body.reason()), id);
    }
}
