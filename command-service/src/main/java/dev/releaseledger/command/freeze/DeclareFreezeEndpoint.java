package dev.releaseledger.command.freeze;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Answers;
import dev.releaseledger.command.rest.Environment;
import dev.releaseledger.command.rest.Text;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Declares freezes. */
@RestController
final class DeclareFreezeEndpoint {
    private static final Pattern PRODUCT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Answers answers;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    DeclareFreezeEndpoint(Answers answers) {
        this.answers = answers;
    }

    /**
     * A freeze; {@code id} where the caller wants to choose it, {@code from} is now where absent, and without {@code until} it
     * holds until it is lifted.
     */
    record Body(
            @Nullable UUID id,
            @Nullable Instant from,
            @Nullable Instant until,
            @Text String reason,
            @Size(max = 100) List<@Environment String> environments) {}

    @Operation(
            summary = "Declare a freeze",
            description = "From then on no deployment of the product to these environments begins, unless a manager"
                    + " overrode that for the release.")
    @PostMapping("/v1/freezes/{product}")
    ResponseEntity<byte[]> take(@PathVariable String product, @RequestBody Body body, Asked asked) {
        UUID freezeId = body.id() == null ? ids.generate() : body.id();
        return answers.creating(
                asked,
                new DeclareFreeze(
                        known(product),
                        freezeId,
                        body.from(),
                        body.until(),
                        body.reason(),
                        Set.copyOf(body.environments())),
                freezeId,
                "/v1/freezes/" + product);
    }

    /** A product's name in a path, which names a stream. */
    static String known(String product) {
        if (!PRODUCT.matcher(product).matches()) {
            throw new RequestRejected(Problem.of(List.of(new Fault(
                    "product",
                    "is not as it should be",
                    "1 to 63 lower-case letters, digits or hyphens, beginning with a letter or digit"))));
        }
        return product;
    }
}
