package dev.releaseledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.servers.testing.TestIssuer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in: nobody without a token of our issuer, for us, signed, and good for now. */
@ExtendWith(LogsOnFailure.class)
class TokensIT {
    private static final TestIssuer ISSUER = Ledger.issuer();
    private static final String ROLE = "admin";

    private final Caller nobody = SharedLedger.get().nobody();

    static Stream<Arguments> badTokens() {
        Date past = Date.from(Instant.now().minusSeconds(3600));
        Date future = Date.from(Instant.now().plusSeconds(3600));
        return Stream.of(
                Arguments.of("of another issuer's key", ISSUER.forgedToken("mallory", ROLE)),
                Arguments.of("of another issuer", otherIssuersToken()),
                Arguments.of("that names another issuer", good(claims -> claims.issuer("https://issuer.example"))),
                Arguments.of("that names no issuer", good(claims -> claims.issuer(null))),
                Arguments.of("that is expired", good(claims -> claims.expirationTime(past))),
                Arguments.of("that never expires", good(claims -> claims.expirationTime(null))),
                Arguments.of("that is not good yet", good(claims -> claims.notBeforeTime(future))),
                Arguments.of("for another audience", good(claims -> claims.audience("another-service"))),
                Arguments.of("for no audience", good(claims -> claims.audience(List.of()))),
                Arguments.of("with alg none", ISSUER.unsignedToken("mallory", ROLE)),
                Arguments.of("signed with a shared secret", sharedSecretToken()),
                Arguments.of("without its signature", cut(ISSUER.token("mallory", ROLE))),
                Arguments.of("with something behind its signature", ISSUER.token("mallory", ROLE) + "!!"),
                Arguments.of("that is none", "let-me-in"),
                Arguments.of("that is a megabyte's beginning", "x".repeat(6_000)));
    }

    private static String good(java.util.function.Consumer<JWTClaimsSet.Builder> change) {
        return ISSUER.token(claims -> {
            claims.subject("mallory").claim("roles", List.of(ROLE));
            change.accept(claims);
        });
    }

    private static String otherIssuersToken() {
        try (TestIssuer other = TestIssuer.start()) {
            return other.token("mallory", ROLE);
        }
    }

    private static String sharedSecretToken() {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer(ISSUER.issuer())
                            .audience(TestIssuer.AUDIENCE)
                            .subject("mallory")
                            .claim("roles", List.of(ROLE))
                            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                            .build());
            token.sign(new MACSigner("a secret that everybody knows, 32 bytes"));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("badTokens")
    void isNotLetIn(String what, String token) {
        Caller mallory = nobody.with(token);
        assertTurnedAway(mallory.post("/v1/releases", Team.planned("mallory", "1.0")));
        assertTurnedAway(mallory.get("/v1/releases"));
        assertTurnedAway(mallory.get("/v1/entries"));
        assertTurnedAway(mallory.getFromCommands("/v1/directory/00000000-0000-0000-0000-000000000000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/releases",
                "/v1/releases/00000000-0000-0000-0000-000000000000",
                "/v1/releases/00000000-0000-0000-0000-000000000000/history",
                "/v1/releases/00000000-0000-0000-0000-000000000000/refusals",
                "/v1/entries",
                "/v1/admin/rebuild",
                "/actuator/metrics",
                "/actuator/env",
                "/nowhere"
            })
    void withoutATokenNothingIsAnswered(String path) {
        assertTurnedAway(nobody.get(path));
        assertTurnedAway(nobody.getFromCommands(path));
        assertTurnedAway(nobody.post(path, Map.of()));
    }

    @Test
    void withoutATokenTheLedgersCheckpointAndKeysAndHealthAreThere() {
        Ledger ledger = SharedLedger.get();
        new Team(ledger).plan("public", "1.0");
        ledger.whole();
        nobody.get("/ledger/checkpoint").expect(200);
        assertThat(nobody.get("/ledger/keys").expect(200).text())
                .isEqualTo(ledger.verifierKey().format() + "\n");
        assertThat(nobody.get("/actuator/health").expect(200).text()).doesNotContain("details", "components\":{\"db");
        assertThat(nobody.getFromCommands("/actuator/health").expect(200).text())
                .doesNotContain("details");
    }

    @Test
    void aTokenWithoutRolesMayNothing_andOneWithoutASubjectIsNobody() {
        Caller roleless = nobody.with(ISSUER.token("nobody-in-particular"));
        roleless.post("/v1/releases", Team.planned("roleless", "1.0")).expectProblem(403, "actor-has-the-right");
        roleless.get("/v1/releases").expect(403).requireProblem();
        Caller subjectless = nobody.with(ISSUER.token(claims -> claims.claim("roles", List.of("release-manager"))));
        Answer planned = subjectless.post("/v1/releases", Team.planned("subjectless", "1.0"));
        assertThat(planned.status()).as("%s", planned).isIn(401, 403);
        planned.requireProblem();
    }

    @Test
    void whileTheIssuerIsAwayATokenIsNotCalledBad() {
        TestIssuer away = TestIssuer.start();
        String token = away.token("the-release-manager", "release-manager");
        try (Ledger ledger = Ledger.startTrusting("issuer-away", away)) {
            away.close();
            Caller caller = ledger.nobody().with(token);
            Answer command = caller.post("/v1/releases", Team.planned("issuer-away", "1.0"));
            command.expect(503).requireProblem();
            assertThat(command.headers().firstValue("Retry-After")).isPresent();
            Answer question = caller.get("/v1/releases");
            question.expect(503).requireProblem();
            assertThat(question.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static void assertTurnedAway(Answer answer) {
        answer.expect(401).requireProblem();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }
}
