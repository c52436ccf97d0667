package dev.releaseledger.servers.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Signs tokens (RS256) as the real issuer would, and serves the key that checks them on a port of its own.
 *
 * <p>A plain token is for the audience {@code release-ledger}, carries the list {@code roles}, and is good for an hour. All issuers
 * of a JVM sign with one key, for a key takes as long to make as a service to start; their names tell them apart.
 */
public final class TestIssuer implements AutoCloseable {
    /** Whom the services expect tokens to be for. */
    public static final String AUDIENCE = "release-ledger";

    private final HttpServer server;
    private final ExecutorService threads;
    /** Signing takes longer than most commands do: like everybody, a caller uses a token again. */
    private final Map<Wanted, String> tokens = new ConcurrentHashMap<>();

    /** @param halfHour since 1970: tokens of another one may be about to expire */
    private record Wanted(String subject, List<String> roles, long halfHour) {}

    private static final class Key {
        static final RSAKey PUBLISHED = newKey();
    }

    /** Made when the first token is forged. */
    private static final class UnknownKey {
        static final RSAKey UNPUBLISHED = newKey();
    }

    private TestIssuer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static TestIssuer start() {
        try {
            byte[] keySet = new JWKSet(Key.PUBLISHED.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/oauth2/jwks", exchange -> answer(exchange, keySet));
            server.start();
            return new TestIssuer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tokens' {@code iss}. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String jwkSetUri() {
        return issuer() + "/oauth2/jwks";
    }

    /** A good token for this subject with these roles, such as {@code qa-lead} or {@code qa-lead@checkout}. */
    public String token(String subject, String... roles) {
        long halfHour = Instant.now().getEpochSecond() / Duration.ofMinutes(30).toSeconds();
        return tokens.computeIfAbsent(
                new Wanted(subject, List.of(roles), halfHour),
                wanted -> token(claims -> claims.subject(subject).claim("roles", wanted.roles())));
    }

    /** A token whose claims the caller changes: expired, for another audience, of another issuer. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        return signed(Key.PUBLISHED, change);
    }

    /** A token that is good in every way but its signature, which is by a key that nobody published. */
    public String forgedToken(String subject, String... roles) {
        return signed(UnknownKey.UNPUBLISHED, claims -> claims.subject(subject).claim("roles", List.of(roles)));
    }

    /** A token without a signature ({@code alg: none}). */
    public String unsignedToken(String subject, String... roles) {
        JWTClaimsSet.Builder claims = claims().subject(subject).claim("roles", List.of(roles));
        return new PlainJWT(claims.build()).serialize();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private String signed(RSAKey signingKey, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(Key.PUBLISHED.getKeyID())
                        .build(),
                claims.build());
        try {
            token.sign(new RSASSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(json);
        }
    }
}
