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
 * kept between requests, neither connections nor cookies nor credentials; nothing is sent twice.
 */
public final class GuardedHttp implements AutoCloseable {
    private static final int MOST_OF_A_BODY = 64 * 1024;

    private final CloseableHttpClient client;
    private final TimeLimit limit;
    private final Clock clock;

    /** @param clock what a {@code Retry-After} that is a date is compared with */
    public GuardedHttp(AddressGuard guard, SSLContext tls, OutgoingSettings settings, Clock clock) {
        this.client = HttpWiring.client(guard, tls, settings);
        this.limit = new TimeLimit(settings.totalTimeout());
        this.clock = clock;
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
                // First the connection: closing the response alone would read what may have no end.
                request.cancel();
                Closer.closeQuietly(response);
            }
        } catch (AddressRefused e) {
            return new Forbidden(e.reason());
        } catch (IOException e) {
            return attempt.isPast() ? new Unclear(why(e, host)) : new NotSent(why(e, host));
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
