package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import dev.releaseledger.query.rest.QueryParameters;
import dev.releaseledger.query.security.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells clients to evaluate again, by Server-Sent Events (OFREP ADR 0008). Each has a virtual thread that waits, so that a slow
 * one holds nobody up; what happens meanwhile is told as one.
 */
@RestController
@Tag(name = "OFREP event streams")
final class FlagChangesEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(FlagChangesEndpoint.class);

    static final String PATH = "/ofrep/v1/events";

    /** Connections that proxies and clients believe to be dead are closed; this keeps them alive. */
    private static final Duration QUIET_AT_MOST = Duration.ofSeconds(15);

    private static final int MOST_STREAMS = 2_000;

    private final FlagMemory memory;
    private final StreamTickets tickets;
    private final AtomicInteger open;
    private final Clock clock;

    FlagChangesEndpoint(FlagMemory memory, StreamTickets tickets, EvaluationMetrics metrics, Clock clock) {
        this.memory = memory;
        this.tickets = tickets;
        this.open = metrics.streams();
        this.clock = clock;
    }

    @GetMapping(path = PATH)
    @Operation(
            summary = "Tells when to evaluate again, by Server-Sent Events (OFREP 0.3)",
            description =
                    "With a token, or at the address that an evaluation of all flags answers. Last-Event-ID goes on"
                            + " where a connection ended. It ends when the token does.",
            parameters = @Parameter(name = "ticket", description = "as an evaluation of all flags answers it"),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"))))
    void changes(
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(hidden = true) @Nullable Authentication who)
            throws InterruptedException {
        QueryParameters query = QueryParameters.of(request);
        Optional<StreamTickets.Ticket> given =
                query.value("ticket", "as an evaluation of all flags answers it", tickets::open);
        query.done();
        StreamTickets.Ticket ticket = given.or(() -> Optional.ofNullable(ofToken(who)))
                .filter(each -> each.until().isAfter(clock.instant()))
                .orElseThrow(() -> new ProblemException(
                        Problem.UNAUTHORIZED.detail("a ticket that is still valid, or a bearer token is needed")));
        ServedFlags flags = memory.current();
        if (open.incrementAndGet() > MOST_STREAMS) {
            open.decrementAndGet();
            throw new ProblemException(
                    Problem.UNAVAILABLE.detail("more than " + MOST_STREAMS + " hear of changes here"));
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // nginx would keep events until it has many.
            response.setHeader("X-Accel-Buffering", "no");
            tell(response.getOutputStream(), ticket, flags, lastHeard(request));
        } catch (IOException e) {
            LOG.debug("A client is gone that heard of changes", e);
        } finally {
            open.decrementAndGet();
        }
    }

    private static StreamTickets.@Nullable Ticket ofToken(@Nullable Authentication who) {
        Instant expires = who == null ? null : StreamTickets.expiryOf(who);
        if (who == null || expires == null) {
            return null;
        }
        Reader reader = Reader.of(who);
        return new StreamTickets.Ticket(expires, product -> reader.may(Right.READ, product));
    }

    private static @Nullable Long lastHeard(HttpServletRequest request) {
        String id = request.getHeader("Last-Event-ID");
        try {
            return id == null ? null : Long.valueOf(id);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void tell(OutputStream out, StreamTickets.Ticket ticket, ServedFlags now, @Nullable Long lastHeard)
            throws IOException, InterruptedException {
        ServedFlags flags = now;
        // Who has heard nothing yet evaluated before it came here: nobody else tells what changed in between.
        long told = lastHeard == null ? -1 : lastHeard;
        write(out, "retry: 2000\n\n");
        while (memory.isRunning() && clock.instant().isBefore(ticket.until())) {
            long last = flags.last(ticket.products());
            if (last > told) {
                write(
                        out,
                        "id: " + last + "\nevent: message\ndata: {\"type\":\"refetchEvaluation\",\"etag\":\"" + last
                                + "\"}\n\n");
                told = last;
            }
            ServedFlags next = memory.after(flags, QUIET_AT_MOST);
            if (next == flags) {
                write(out, ":\n\n");
            } else if (!next.generation().equals(flags.generation())) {
                // It may understand more of the same entries.
                told = -1;
            }
            flags = next;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
