package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates one flag. */
@RestController
@Tag(name = "OFREP Core")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "apiKey")
final class EvaluateFlagEndpoint {
    static final String EXAMPLE = "{\"context\":{\"targetingKey\":\"user-123\",\"plan\":\"premium\"}}";

    private static final String NOT_KEPT = "no-store";

    private final PastFlags past;
    private final Evaluator evaluator;
    private final JsonMapper json;

    EvaluateFlagEndpoint(PastFlags past, Evaluator evaluator, JsonMapper json) {
        this.past = past;
        this.evaluator = evaluator;
        this.json = json;
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
            },
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = Evaluated.Success.class))),
                @ApiResponse(
                        responseCode = "400",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = Evaluated.Failed.class)))
            })
    void evaluate(
            @PathVariable String key,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) Authentication who)
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
        answer(response, then == null ? evaluator.evaluate(flag, asked.context()) : evaluated(flag, then, asked));
    }

    private Evaluated evaluated(ServedFlag flag, AskedPast.Then then, EvaluationRequest asked) {
        ServedFlag was = past.at(then, flag)
                .orElseThrow(() ->
                        new OfrepFault(OfrepFault.Code.FLAG_NOT_FOUND, "there was no flag with this key at that time"));
        return Evaluated.of(was, was.compiled().evaluate(asked.context()));
    }

    /** Straight to the response: code asks on its hot paths, and finding out who could write an answer takes longer than writing it. */
    private void answer(HttpServletResponse response, Evaluated evaluated) throws IOException {
        HttpStatus status = switch (evaluated) {
            case Evaluated.Success success -> HttpStatus.OK;
            case Evaluated.Failed failed -> HttpStatus.BAD_REQUEST;
        };
        byte[] body = json.writeValueAsBytes(evaluated);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
