package dev.releaseledger.command.release.checklist;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.Reason;
import dev.releaseledger.command.rest.Answers;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens items again. */
@RestController
final class UntickItemEndpoint {
    private final Answers answers;

    UntickItemEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Open a checklist item again")
    @PostMapping("/v1/releases/{id}/checklist/{item:[A-Za-z0-9._-]{1,64}}/untick")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id, @PathVariable String item, @RequestBody Reason body, Asked asked) {
        return answers.to(asked, new UntickItem(id, item, body.reason(), body.occurredAt()));
    }
}
