package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Evaluates one flag. */
@RestController
@Tag(name = "OFREP Core")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "apiKey")
final class EvaluateFlagEndpoint {
    static final String EXAMPLE = "{\"context\":{\"targetingKey\":\"user-123\",\"plan\":\"premium\"}}";

    private final PastFlags past;
    private final Evaluator evaluator;

    EvaluateFlagEndpoint(PastFlags past, Evaluator evaluator) {
        this.past = past;
        this.evaluator = evaluator;
    }

    @PostMapping(path = "/ofrep/v1/evaluate/flags/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What a flag serves in a context (OFREP 0.3)",
            description = "For everybody with a role for the flag's product. An archived flag serves what it served.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            examples = @ExampleObject(EXAMPLE))),
            parameters = {
                @Parameter(name = "key", description = "the flag's key"),
                @Parameter(name = "asOf", description = PastFlags.AS_OF),
                @Parameter(name = "after", description = PastFlags.AFTER)
            })
    ResponseEntity<Evaluated> evaluate(
            @PathVariable String key, HttpServletRequest request, @Parameter(hidden = true) Authentication who)
            throws IOException, InterruptedException {
        EvaluationRequest asked = EvaluationRequest.of(request);
        PastFlags.Asked when = past.of(request);
        ServedFlag flag = when.flags().find(key);
        if (flag == null) {
            evaluator.notFound();
            throw new OfrepFault(OfrepFault.Code.FLAG_NOT_FOUND, "there is no flag with this key");
        }
        Reader.of(who).require(Right.READ, flag.product());
        AskedPast.Then then = when.then();
        return answer(then == null ? evaluator.evaluate(flag, asked.context()) : evaluated(flag, then, asked));
    }

    private Evaluated evaluated(ServedFlag flag, AskedPast.Then then, EvaluationRequest asked) {
        ServedFlag was = past.at(then, flag)
                .orElseThrow(() ->
                        new OfrepFault(OfrepFault.Code.FLAG_NOT_FOUND, "there was no flag with this key at that time"));
        return Evaluated.of(was, was.compiled().evaluate(asked.context()));
    }

    private static ResponseEntity<Evaluated> answer(Evaluated evaluated) {
        HttpStatus status = switch (evaluated) {
            case Evaluated.Success success -> HttpStatus.OK;
            case Evaluated.Failed failed -> HttpStatus.BAD_REQUEST;
        };
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(evaluated);
    }
}
