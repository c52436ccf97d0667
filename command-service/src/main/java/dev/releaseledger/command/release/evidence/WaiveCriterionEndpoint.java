package dev.releaseledger.command.release.evidence;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.Reason;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.events.release.Stage;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Waives criteria. */
@RestController
final class WaiveCriterionEndpoint {
    private final Answers answers;

    WaiveCriterionEndpoint(Answers answers) {
        this.answers = answers;
    }

    @Operation(summary = "Propose to open a gate without a criterion being shown, or, as a second person, grant it")
    @PostMapping("/v1/releases/{id}/stages/{stage}/criteria/{criterion:[A-Za-z0-9._-]{1,64}}/waive")
    ResponseEntity<byte[]> take(
            @PathVariable UUID id,
            @PathVariable Stage stage,
            @PathVariable String criterion,
            @RequestBody Reason body,
            Asked asked) {
        return answers.to(asked, new WaiveCriterion(id, stage, criterion, body.reason(), body.occurredAt()));
    }
}
