package dev.releaseledger.command.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** How the HTTP client is put together. */
final class HttpWiring {
    /** Where a request's context keeps its {@link Attempt}. */
    static final String ATTEMPT = "release-ledger.attempt";

    /** After that a host is looked up and checked again. */
    static final TimeValue LONGEST_KEPT = TimeValue.ofMinutes(1);

    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);

    /** Longer without a request, and it is asked first whether the other side has closed it. */
    private static final TimeValue SURELY_OPEN = TimeValue.ofSeconds(1);

    /** Bytes: of what a socket may read in all, enough is left for one more answer. */
    private static final long MOST_READ_WHEN_KEPT = 64 * 1024;

    private HttpWiring() {}

    static CloseableHttpClient client(AddressGuard guard, SSLContext tls, OutgoingSettings settings, Keeping keeping) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout response = Timeout.of(settings.responseTimeout());
        return HttpClientBuilder.create()
                .setConnectionManager(connections(guard, tls, connect, response))
                .setRequestExecutor(new Passing())
                .setConnectionReuseStrategy(reuse(keeping))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(response)
                        .setConnectionKeepAlive(LONGEST_IDLE)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("release-ledger")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(
            AddressGuard guard, SSLContext tls, Timeout connect, Timeout response) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        proxy -> new BoundedSocket(),
                        null,
                        new Checked(guard),
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register(URIScheme.HTTPS.id, new DefaultClientTlsStrategy(tls))
                                .build()),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                LONGEST_KEPT,
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(8 * 1024)
                                .setMaxHeaderCount(100)
                                .setMaxEmptyLineCount(10)
                                .build())
                        .build());
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(response)
                .setTimeToLive(LONGEST_KEPT)
                .setValidateAfterInactivity(SURELY_OPEN)
                .build());
        connections.setDefaultTlsConfig(
                TlsConfig.custom().setHandshakeTimeout(connect).build());
        connections.setMaxTotal(32);
        connections.setDefaultMaxPerRoute(8);
        return connections;
    }

    private static ConnectionReuseStrategy reuse(Keeping keeping) {
        return switch (keeping) {
            case NOTHING -> (request, answer, context) -> false;
            case CONNECTIONS ->
                (request, answer, context) ->
                        DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, context)
                                && hasRead(context) < MOST_READ_WHEN_KEPT;
        };
    }

    private static long hasRead(HttpContext context) {
        EndpointDetails connection = HttpCoreContext.cast(context).getEndpointDetails();
        return connection == null ? Long.MAX_VALUE : connection.getReceivedBytesCount();
    }

    /** The only look-up there is; the client connects to what it returns. */
    private record Checked(AddressGuard guard) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Lets a request onto its connection, which is made and secured by then, unless its attempt was given up. */
    private static final class Passing extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            if (!(context.getAttribute(ATTEMPT) instanceof Attempt attempt) || !attempt.pass()) {
                throw new IOException("given up");
            }
            return super.execute(request, connection, informed, context);
        }
    }
}
