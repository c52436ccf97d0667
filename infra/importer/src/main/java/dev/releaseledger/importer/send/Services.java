package dev.releaseledger.importer.send;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends commands, and asks the query service where an answer leaves a question. A call that got no answer, or was told to
 * come again, is repeated with growing pauses: the idempotency key makes sure that it counts once.
 */
final class Services implements AutoCloseable {

    /** The header by which the service says that an earlier call with the same key had this answer. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int LONGEST_REASON = 2_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI commands;
    private final URI queries;
    private final TokenSource tokens;
    private final Patience patience;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    Services(URI commands, URI queries, TokenSource tokens, Patience patience, InstantSource clock) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
        this.patience = patience;
        this.clock = clock;
    }

    /** Sends a command until it is answered for good. */
    Answer send(String path, UUID key, byte[] body) throws GivenUp, InterruptedException {
        var response = answered(
                commands,
                path,
                request -> request.header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        var status = response.statusCode();
        return isSuccess(status)
                ? new Answer.Recorded(
                        isReplayed(response) || isToldToBeThere(response),
                        isReplayed(response) && !isToldToBeThere(response))
                : new Answer.Refused(status, reason(response));
    }

    /** Asks whether a release was completed; what is not found was not. */
    boolean isCompleted(String path) throws GivenUp, InterruptedException {
        var response = answered(queries, path, HttpRequest.Builder::GET);
        if (response.statusCode() == 404) {
            return false;
        }
        if (!isSuccess(response.statusCode())) {
            throw new GivenUp("the query service does not tell what became of a release: status "
                    + response.statusCode() + ": " + reason(response));
        }
        try {
            return JSON.readTree(response.body()).path("status").asString("").equals("COMPLETED");
        } catch (JacksonException notJson) {
            throw new GivenUp("what answers at " + queries + " is not the query service");
        }
    }

    private HttpResponse<byte[]> answered(URI url, String path, UnaryOperator<HttpRequest.Builder> asking)
            throws GivenUp, InterruptedException {
        var giveUpAt = clock.instant().plus(patience.inAll());
        var lettingIn = true;
        for (var repetition = 0; ; repetition++) {
            String obstacle;
            var pause = patience.pause(repetition);
            var token = tokenOrGiveUp();
            try {
                var request = asking.apply(request(url, path, token)).build();
                var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                var status = response.statusCode();
                if (status == 401) {
                    if (!lettingIn) {
                        throw new GivenUp(url + " does not accept our token: " + reason(response));
                    }
                    lettingIn = false;
                    tokens.rejected(token);
                    continue;
                }
                if (!isPassing(status)) {
                    return response;
                }
                obstacle = "status " + status + ": " + reason(response);
                pause = retryAfter(response).orElse(pause);
            } catch (IOException unanswered) {
                obstacle = describe(unanswered);
            }
            if (clock.instant().plus(pause).isAfter(giveUpAt)) {
                throw new GivenUp("no answer from " + url + ": " + obstacle);
            }
            Thread.sleep(pause);
        }
    }

    /** Answered before, or so already: what is made has a location, and 201 only when it was made by this call. */
    /** Whether the service judged it and found that there was nothing to record; a replay may be of such an answer too. */
    private static boolean isToldToBeThere(HttpResponse<?> response) {
        return response.statusCode() == 200
                && response.headers().firstValue("Location").isPresent();
    }

    private static boolean isReplayed(HttpResponse<?> response) {
        return response.headers()
                .firstValue(REPLAYED)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2;
    }

    private String tokenOrGiveUp() throws GivenUp, InterruptedException {
        try {
            return tokens.token();
        } catch (TokenFailed failed) {
            throw new GivenUp(String.valueOf(failed.getMessage()));
        }
    }

    private static HttpRequest.Builder request(URI url, String path, String token) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json");
    }

    /** Whether a status says that the same call may do later. */
    private static boolean isPassing(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").flatMap(Services::seconds);
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,5}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    /** Everything that a problem (RFC 9457) of the service says. */
    private static String reason(HttpResponse<byte[]> response) {
        JsonNode problem;
        try {
            problem = JSON.readTree(response.body());
        } catch (JacksonException notJson) {
            return "no reason given";
        }
        var said = new ArrayList<String>();
        say(problem.path("detail"), said);
        if (said.isEmpty()) {
            say(problem.path("title"), said);
        }
        for (var violation : problem.path("violations")) {
            said.add(violation.path("rule").asString("") + ": "
                    + violation.path("reason").asString(""));
        }
        for (var fault : problem.path("faults")) {
            said.add(fault.path("field").asString("") + ": "
                    + fault.path("fault").asString(""));
        }
        var reason = said.isEmpty() ? "no reason given" : String.join("; ", said);
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }

    private static void say(JsonNode text, List<String> said) {
        if (text.isString() && !text.stringValue().isBlank()) {
            said.add(text.stringValue());
        }
    }

    private static String describe(IOException unanswered) {
        var message = unanswered.getMessage();
        return message == null ? unanswered.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        http.close();
    }
}
