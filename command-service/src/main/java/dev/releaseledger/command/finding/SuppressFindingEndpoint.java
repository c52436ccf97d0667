package dev.releaseledger.command.finding;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Product;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Suppresses findings. */
@RestController
final class SuppressFindingEndpoint {
    private final Answers answers;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    SuppressFindingEndpoint(Answers answers) {
        this.answers = answers;
    }

    /**
     * A suppression; {@code id} where the caller wants to choose it. {@code rule}, {@code subject} and {@code key} are as the
     * finding has them.
     */
    record Body(
            @Nullable UUID id,
            @Product String product,
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String rule,

            @Pattern(regexp = "(release|flag)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
            String subject,

            @Size(min = 1, max = 400) @Pattern(regexp = "[^\\p{Cntrl}]*")
            String key,

            @Text String reason,
            Instant until) {}

    @Operation(
            summary = "Suppress a finding for a while",
            description =
                    "The finding stays, and does not count until then; at most a year. It is the product's finding"
                            + " of that rule, subject and key, whatever the rule's version.")
    @PostMapping("/v1/findings/suppressions")
    ResponseEntity<byte[]> take(@RequestBody Body body, Asked asked) {
        UUID suppressionId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new SuppressFinding(
                        body.product(),
                        suppressionId,
                        body.rule(),
                        body.subject(),
                        body.key(),
                        body.reason(),
                        body.until().truncatedTo(ChronoUnit.MICROS)),
                suppressionId,
                "/v1/findings?product=" + body.product() + "&state=SUPPRESSED");
    }
}
