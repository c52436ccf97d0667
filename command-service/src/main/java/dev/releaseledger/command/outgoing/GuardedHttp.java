package dev.releaseledger.command.outgoing;

import dev.releaseledger.command.outgoing.HttpOutcome.Answered;
import dev.releaseledger.command.outgoing.HttpOutcome.Forbidden;
import dev.releaseledger.command.outgoing.HttpOutcome.NotSent;
import dev.releaseledger.command.outgoing.HttpOutcome.Unclear;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to addresses that the guard has checked. A redirect is an answer like any other and never followed; nothing is
 * kept between requests, neither connections (but for {@link #keepingConnections}) nor cookies nor credentials; nothing is sent
 * twice.
 */
public final class GuardedHttp implements AutoCloseable {
    /** Bytes: a longer body is cut off there. */
    public static final int MOST_OF_A_BODY = 64 * 1024;

    /** Threads outlive a call here, as connections do; what waits for nobody is gone after a minute. */
    private static final Executor KEPT_THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("outgoing").factory());

    private final CloseableHttpClient client;
    private final TimeLimit limit;
    private final Clock clock;

    /** @param clock what a {@code Retry-After} that is a date is compared with */
    public GuardedHttp(AddressGuard guard, SSLContext tls, OutgoingSettings settings, Clock clock) {
        this(HttpWiring.client(guard, tls, settings, Keeping.NOTHING), new TimeLimit(settings.totalTimeout()), clock);
    }

    private GuardedHttp(CloseableHttpClient client, TimeLimit limit, Clock clock) {
        this.client = client;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * For one place that is asked again and again. A connection whose answer was read to its end takes the next request, so it
     * still leads to the address that was checked when it was made. It is kept for at most a minute, and while it has read less
     * than 64 KiB: what a socket may read in all is bounded as ever. A request that meets a connection that the other side is
     * just closing ends as {@link Unclear}.
     *
     * @param clock what a {@code Retry-After} that is a date is compared with
     */
    public static GuardedHttp keepingConnections(
            AddressGuard guard, SSLContext tls, OutgoingSettings settings, Clock clock) {
        return new GuardedHttp(
                HttpWiring.client(guard, tls, settings, Keeping.CONNECTIONS),
                new TimeLimit(settings.totalTimeout(), KEPT_THREADS),
                clock);
    }

    /**
     * Sends this body by {@code POST}, once.
     *
     * @param to an absolute http or https URL without credentials
     */
    public HttpOutcome post(URI to, Map<String, String> headers, String contentType, byte[] body) {
        HttpPost request = new HttpPost(to);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
        return limit.make(
                new Attempt(),
                attempt -> send(attempt, request, to.getHost()),
                reason -> new NotSent(to.getHost() + ": " + reason),
                reason -> new Unclear(to.getHost() + ": " + reason));
    }

    private HttpOutcome send(Attempt attempt, HttpPost request, String host) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(HttpWiring.ATTEMPT, attempt);
        try {
            attempt.over(request::cancel);
            ClassicHttpResponse response = client.executeOpen(null, request, context);
            try {
                return answered(response);
            } finally {
                // First the connection, where the answer was not read to its end: closing the response alone would read
                // what
                // may have none.
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (AddressRefused e) {
            return new Forbidden(e.reason());
        } catch (IOException e) {
            String reason = attempt.isClosed() ? host + " was given up before it answered" : why(e, host);
            return attempt.isPast() ? new Unclear(reason) : new NotSent(reason);
        }
    }

    private Answered answered(ClassicHttpResponse response) {
        return new Answered(response.getCode(), RetryAfter.of(response, clock.instant()), body(response.getEntity()));
    }

    private static String body(@Nullable HttpEntity entity) {
        if (entity == null) {
            return "";
        }
        byte[] bytes = new byte[MOST_OF_A_BODY];
        int length = 0;
        try {
            InputStream in = entity.getContent();
            int read;
            while (length < bytes.length && (read = in.read(bytes, length, bytes.length - length)) >= 0) {
                length += read;
            }
        } catch (IOException e) {
            // The status is the answer; what is missing of the body changes nothing about it.
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Why it failed, in words of ours: a library's message may quote the whole address. */
    private static String why(IOException e, String host) {
        return switch (e) {
            case UnknownHostException unknown -> host + " has no address";
            case SSLException tls -> "no secure connection to " + host + " came about, or it broke";
            case SocketTimeoutException late -> host + " took too long";
            case ClientProtocolException garbled -> host + " does not speak HTTP";
            default -> "the connection to " + host + " could not be made, or broke";
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
