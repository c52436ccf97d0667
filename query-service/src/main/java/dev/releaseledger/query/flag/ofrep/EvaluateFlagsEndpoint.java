package dev.releaseledger.query.flag.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.AskedPast;
import dev.releaseledger.query.rest.PrivateAnswer;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Evaluates all flags at once, for clients that keep what they got. */
@RestController
@Tag(name = "OFREP Core")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "apiKey")
final class EvaluateFlagsEndpoint {
    private final PastFlags past;
    private final Evaluator evaluator;
    private final StreamTickets tickets;
    private final Clock clock;

    EvaluateFlagsEndpoint(PastFlags past, Evaluator evaluator, StreamTickets tickets, Clock clock) {
        this.past = past;
        this.evaluator = evaluator;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * What all flags serve.
     *
     * @param flags by their keys
     * @param eventStreams where to hear of changes at once; null for the past, and for a token that is about to expire
     * @param metadata {@code position}: the last entry that can have changed what any of them serves
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(List<Evaluated> flags, @Nullable List<EventStream> eventStreams, Map<String, Long> metadata) {}

    /** Where to hear of changes. */
    record EventStream(String type, Endpoint endpoint, int inactivityDelaySec) {}

    /**
     * The address at the origin at which flags are evaluated.
     *
     * @param requestUri its path and query; whoever has it hears that something changed, for as long as the token is valid
     */
    record Endpoint(String requestUri) {}

    @PostMapping(path = "/ofrep/v1/evaluate/flags", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What all flags serve in a context (OFREP 0.3)",
            description =
                    "All that are not archived, of the products that the token's roles are for. The ETag is one of what"
                            + " is configured, of the request's body, the context, and of how long eventStreams are good for:"
                            + " after a change of either, or that time, the old one matches no more.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            examples = @ExampleObject(EvaluateFlagEndpoint.EXAMPLE))),
            parameters = {
                @Parameter(
                        name = "If-None-Match",
                        in = ParameterIn.HEADER,
                        description = "the ETag of an earlier answer: 304 where nothing changed"),
                @Parameter(name = "asOf", description = PastFlags.AS_OF),
                @Parameter(name = "after", description = PastFlags.AFTER),
                @Parameter(name = "flagConfigEtag", description = PastFlags.ETAG),
                @Parameter(name = "flagConfigLastModified", description = "taken, and of no effect")
            })
    ResponseEntity<Answer> evaluate(HttpServletRequest request, @Parameter(hidden = true) Authentication who)
            throws IOException, InterruptedException {
        EvaluationRequest asked = EvaluationRequest.of(request);
        PastFlags.Asked when = past.of(request);
        Reader reader = Reader.of(who);
        Predicate<String> readable = readable(reader);
        AskedPast.Then then = when.then();
        return then == null
                ? now(when.flags(), readable, asked, request, who)
                : ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(then(when.flags(), then, readable, asked));
    }

    private static Predicate<String> readable(Reader reader) {
        if (reader.mayEverywhere(Right.READ)) {
            return product -> true;
        }
        if (reader.products(Right.READ).isEmpty()) {
            reader.requireEverywhere(Right.READ);
        }
        return product -> reader.may(Right.READ, product);
    }

    private ResponseEntity<Answer> now(
            ServedFlags flags,
            Predicate<String> readable,
            EvaluationRequest asked,
            HttpServletRequest request,
            Authentication who) {
        long last = flags.last(readable);
        String digest = digest(flags.generation(), last, Reader.of(who), asked);
        Optional<BulkTag> known = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .flatMap(each -> BulkTag.read(each.strip()).stream())
                .filter(each -> each.digest().equals(digest) && each.isGood(clock.instant()))
                .findFirst();
        // A client that asks whether anything changed uses what it has: that counts as evaluations too.
        List<Evaluated> evaluated = flags.of(readable).stream()
                .filter(flag -> !flag.isArchived())
                .map(flag -> evaluator.evaluate(flag, asked.context()))
                .toList();
        if (known.isPresent()) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(CacheControl.noCache().cachePrivate())
                    .eTag(known.get().toHeader())
                    .build();
        }
        return PrivateAnswer.ok()
                .eTag(new BulkTag(digest, StreamTickets.expiryOf(who)).toHeader())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Answer(evaluated, eventStreams(who), Map.of("position", last)));
    }

    private Answer then(ServedFlags flags, AskedPast.Then then, Predicate<String> readable, EvaluationRequest asked) {
        List<ServedFlag> were = flags.of(readable).stream()
                .flatMap(flag -> past.at(then, flag).stream())
                .filter(flag -> !flag.isArchived())
                .toList();
        long last = were.stream().mapToLong(ServedFlag::servedPosition).max().orElse(-1);
        return new Answer(
                were.stream()
                        .map(flag -> Evaluated.of(flag, flag.compiled().evaluate(asked.context())))
                        .toList(),
                null,
                Map.of("position", last));
    }

    private @Nullable List<EventStream> eventStreams(Authentication who) {
        return tickets.of(who)
                .map(ticket -> List.of(
                        new EventStream("sse", new Endpoint(FlagChangesEndpoint.PATH + "?ticket=" + ticket), 120)))
                .orElse(null);
    }

    /** Of the configuration that the reader may see, and of the context, byte for byte as it was sent. */
    private static String digest(Generation generation, long last, Reader reader, EvaluationRequest asked) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // Another generation may understand more of the same entries.
            String upTo = generation.number() + "\n" + last + "\n";
            String configuration = reader.mayEverywhere(Right.READ)
                    ? upTo + "*\n"
                    : upTo + String.join("\n", new TreeSet<>(reader.products(Right.READ))) + "\n\n";
            digest.update(configuration.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest(asked.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
