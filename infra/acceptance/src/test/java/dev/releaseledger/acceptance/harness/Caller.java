package dev.releaseledger.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who calls the services: commands go to one command service, questions to one query service.
 *
 * @param token what {@code Authorization: Bearer} carries; null for nobody
 */
public record Caller(URI commands, URI queries, @Nullable String token) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The same person at another command service. */
    public Caller at(ServiceProcess commandService) {
        return new Caller(commandService.url(), queries, token);
    }

    /** The same person asking another query service. */
    public Caller asking(ServiceProcess queryService) {
        return new Caller(commands, queryService.url(), token);
    }

    /** The same place, called with another token. */
    public Caller with(@Nullable String other) {
        return new Caller(commands, queries, other);
    }

    /** Sends a command with a JSON body. */
    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    /** Sends a command with further headers. */
    public Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", commands, path, JsonMapper.shared().writeValueAsBytes(body), headers);
    }

    /** Sends a text of another media type than JSON. */
    public Answer postText(String path, String text, String contentType) {
        return postRaw(path, text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    /** Sends bytes that may be no JSON at all. */
    public Answer postRaw(String path, byte[] body, String contentType) {
        return send("POST", commands, path, body, Map.of("Content-Type", contentType));
    }

    /**
     * Sends a command under a key until it is answered for good, by this service or by any of the others in turn: what no
     * answer came to, and what was told to come later, is sent again.
     */
    public Answer postUntilAnswered(String path, Object body, UUID key, URI... alsoAt) {
        AtomicReference<@Nullable Answer> answered = new AtomicReference<>();
        int[] attempt = {0};
        Awaitility.await(path)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    int turn = attempt[0]++ % (alsoAt.length + 1);
                    URI there = turn == 0 ? commands : alsoAt[turn - 1];
                    Answer answer = tryOnce(there, path, body, key);
                    answered.set(answer);
                    return answer != null && answer.status() != 503;
                });
        Answer answer = answered.get();
        if (answer == null) {
            throw new IllegalStateException("answered and not answered");
        }
        return answer;
    }

    private @Nullable Answer tryOnce(URI there, String path, Object body, UUID key) {
        try {
            return send(
                    "POST",
                    there,
                    path,
                    JsonMapper.shared().writeValueAsBytes(body),
                    Map.of("Idempotency-Key", key.toString()));
        } catch (UncheckedIOException unanswered) {
            return null;
        }
    }

    /** Asks the query service. */
    public Answer get(String path) {
        return send("GET", queries, path, null, Map.of());
    }

    /** Asks the query service by a JSON body, which changes nothing. */
    public Answer ask(String path, Object body) {
        return send("POST", queries, path, JsonMapper.shared().writeValueAsBytes(body), Map.of());
    }

    /** Asks the query service for a representation of this type. */
    public Answer getAs(String mediaType, String path) {
        return send("GET", queries, path, null, Map.of("Accept", mediaType));
    }

    /** Asks the command service, which answers about people and about itself. */
    public Answer getFromCommands(String path) {
        return send("GET", commands, path, null, Map.of());
    }

    /** Sends a request of any method to the command service. */
    public Answer toCommands(String method, String path) {
        return send(method, commands, path, null, Map.of());
    }

    /** Sends a request of any method to the query service. */
    public Answer toQueries(String method, String path) {
        return send(method, queries, path, null, Map.of());
    }

    /** Asks the query service with a JSON body, as flags are evaluated. */
    public Answer postToQueries(String path, Object body) {
        return send("POST", queries, path, JsonMapper.shared().writeValueAsBytes(body), Map.of());
    }

    /** Asks until the answer is as wanted. */
    public Answer getUntil(String path, java.util.function.Predicate<Answer> wanted) {
        return until(() -> get(path), wanted);
    }

    private static Answer until(Supplier<Answer> asking, java.util.function.Predicate<Answer> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(asking::get, wanted);
    }

    private Answer send(String method, URI service, String path, byte @Nullable [] body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service + path)).timeout(ANSWER_WITHIN);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            return Answer.of(method + " " + path, HTTP.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + service + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + path, e);
        }
    }
}
