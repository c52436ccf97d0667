package dev.releaseledger.auditor.source;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gets what a log serves, of which neither the size nor the speed is believed. */
final class Fetch implements AutoCloseable {
    private final Duration patience;
    private final HttpClient http;
    private final @Nullable String token;

    /**
     * @param patience how long an answer may take as a whole once it is waited for
     * @param token the bearer token that entries are read with; null where there is none
     */
    Fetch(Duration patience, @Nullable String token) {
        this.patience = patience;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Asks for something.
     *
     * @param most how many bytes it may have
     */
    CompletableFuture<HttpResponse<byte[]>> ask(String from, boolean withToken, int most) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(from)).timeout(patience);
        if (withToken && token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.sendAsync(request.build(), atMost(most));
    }

    /** What to say of an answer that is not what was asked for. */
    static IOException refused(String from, int status) {
        return new IOException(from
                + switch (status) {
                    case 401 -> " needs a token: give --token, or set " + SourceAccess.TOKEN;
                    case 403 -> " is not for this token: entries are for auditors";
                    default -> " answered " + status;
                });
    }

    /**
     * Waits for it, whatever its status.
     *
     * @throws IOException where nothing answers, or not all of it in time, or more than was asked for
     */
    HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer) throws IOException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("an answer does not end within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("nothing answers: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static BodyHandler<byte[]> atMost(int bytes) {
        return head -> new AtMost(bytes);
    }

    /** Takes a body as long as it is no longer than it may be. */
    private static final class AtMost implements BodySubscriber<byte[]> {
        private final int most;
        private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
        private Flow.@Nullable Subscription subscription;
        private long taken;

        private AtMost(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription next) {
            subscription = next;
            whole.onSubscribe(next);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            long before = taken;
            buffers.forEach(buffer -> taken += buffer.remaining());
            if (taken <= most) {
                whole.onNext(buffers);
            } else if (before <= most && subscription != null) {
                subscription.cancel();
                whole.onError(new IOException("the answer is longer than " + most + " bytes"));
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
