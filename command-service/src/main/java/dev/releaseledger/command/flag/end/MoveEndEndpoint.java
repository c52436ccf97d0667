package dev.releaseledger.command.flag.end;

import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Moves the ends of flags. */
@RestController
final class MoveEndEndpoint {
    private final Answers answers;

    MoveEndEndpoint(Answers answers) {
        this.answers = answers;
    }

    /** The last day that it is needed, in UTC, and why. */
    record Body(LocalDate ends, @Text String reason) {}

    @Operation(summary = "Say until which other day a flag is needed")
    @PostMapping("/v1/flags/{id}/end")
    ResponseEntity<byte[]> take(@PathVariable UUID id, @RequestBody Body body, Asked asked) {
        return answers.to(asked, new MoveEnd(id, body.ends(), body.reason()), id);
    }
}
