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
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Signs tokens (RS256) as the real issuer would, and serves the key that checks them on a port of its own.
 *
 * <p>A plain token is for the audience {@code release-ledger}, carries the list {@code roles}, and is good for an hour.
 */
public final class TestIssuer implements AutoCloseable {
    /** Whom the services expect tokens to be for. */
    public static final String AUDIENCE = "release-ledger";

    private final RSAKey key;
    private final RSAKey unknownKey;
    private final HttpServer server;
    private final ExecutorService threads;

    private TestIssuer(RSAKey key, RSAKey unknownKey, HttpServer server, ExecutorService threads) {
        this.key = key;
        this.unknownKey = unknownKey;
        this.server = server;
        this.threads = threads;
    }

    public static TestIssuer start() {
        try {
            RSAKey key = newKey();
            byte[] keySet = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/oauth2/jwks", exchange -> answer(exchange, keySet));
            server.start();
            return new TestIssuer(key, newKey(), server, threads);
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
        return token(claims -> claims.subject(subject).claim("roles", List.of(roles)));
    }

    /** A token whose claims the caller changes: expired, for another audience, of another issuer. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        return signed(key, change);
    }

    /** A token that is good in every way but its signature, which is by a key that nobody published. */
    public String forgedToken(String subject, String... roles) {
        return signed(unknownKey, claims -> claims.subject(subject).claim("roles", List.of(roles)));
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
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
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
