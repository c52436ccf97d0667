package dev.releaseledger.query.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.query.witness.WitnessAnswer.Failed;
import dev.releaseledger.query.witness.WitnessAnswer.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks one witness over HTTP. Follows no redirect, reads no more than an answer can have, and waits no longer than it may.
 * Says what came back; believes nothing of it.
 */
final class WitnessClient implements AutoCloseable {
    /** Bytes: far more than the signature lines of a witness, of whatever kinds of keys. */
    static final int LONGEST_ANSWER = 64 * 1024;

    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

    private final URI address;
    private final OutsideAddresses outside;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param prefix the witness's submission prefix
     * @param timeout for a call in all
     */
    WitnessClient(URI prefix, OutsideAddresses outside, Duration timeout) {
        this.address = URI.create(prefix + "/add-checkpoint");
        this.outside = outside;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    WitnessAnswer add(AddCheckpoint request) throws InterruptedException {
        Optional<String> refusal = outside.refusal(address.getHost());
        if (refusal.isPresent()) {
            return new Failed(Failure.ADDRESS_REFUSED, refusal.get());
        }
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(request.text(), UTF_8))
                        .build(),
                BoundedBody.of(LONGEST_ANSWER));
        try {
            return read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Failed(Failure.UNREACHABLE, "no whole answer within " + timeout);
        } catch (ExecutionException e) {
            return new Failed(Failure.UNREACHABLE, why(Objects.requireNonNullElse(e.getCause(), e)));
        } finally {
            boolean unused = answer.cancel(true);
        }
    }

    private static String why(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof IOException && message != null
                ? message
                : failure.getClass().getSimpleName();
    }

    private static WitnessAnswer read(HttpResponse<byte[]> response) {
        String body = new String(response.body(), UTF_8);
        return switch (response.statusCode()) {
            case 200 -> new WitnessAnswer.Signed(body);
            case 409 ->
                SIZE.matcher(body).matches()
                        ? new WitnessAnswer.OtherSize(Long.parseLong(body.strip()))
                        : new Failed(Failure.BAD_ANSWER, "409 without the size that the witness has");
            case 403 -> new Failed(Failure.UNTRUSTED_KEY, "403: it trusts none of the keys that signed");
            case 404 -> new Failed(Failure.UNKNOWN_LOG, "404: it does not know this ledger");
            case 422 -> new Failed(Failure.INCONSISTENT, "422: by it, this tree does not extend the one that it has");
            default -> new Failed(Failure.UNEXPECTED_STATUS, "status " + response.statusCode());
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
