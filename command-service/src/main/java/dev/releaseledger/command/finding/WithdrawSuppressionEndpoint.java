package dev.releaseledger.command.finding;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Product;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Withdraws suppressions. */
@RestController
final class WithdrawSuppressionEndpoint {
    private final Answers answers;

    WithdrawSuppressionEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** Of which product, and why. */
    record Body(@Product String product, @Text String reason) {}

    @Operation(summary = "Let a suppressed finding count again")
    @PostMapping("/v1/findings/suppressions/{suppressionId}/withdraw")
    ResponseEntity<byte[]> take(@PathVariable UUID suppressionId, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new WithdrawSuppression(body.product(), suppressionId, body.reason()), suppressionId);
    }
}
