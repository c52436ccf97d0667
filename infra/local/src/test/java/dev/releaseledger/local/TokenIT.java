package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.releaseledger.local.issuer.TokenIssuer;
import dev.releaseledger.servers.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class TokenIT {
    private static final int PORT = FreePort.find();
    private static final String ISSUER = "http://127.0.0.1:" + PORT;

    @TempDir
    static Path data;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static ConfigurableApplicationContext issuer;

    @BeforeAll
    static void startTheIssuer() throws JOSEException, IOException {
        String secret = Secrets.in(data).password(Token.CLIENT_SECRET);
        issuer = TokenIssuer.application(
                        ISSUER,
                        secret,
                        new RSAKeyGenerator(2048).keyID("of this test").generate())
                .run("--server.port=" + PORT);
        Files.writeString(data.resolve(Token.ENDPOINT_FILE), ISSUER + TokenIssuer.TOKEN_PATH);
    }

    @AfterAll
    static void stopTheIssuer() {
        issuer.close();
    }

    @Test
    void aTokenSaysWhoAndWhatAndVerifiesWithThePublishedKey() throws Exception {
        SignedJWT token = SignedJWT.parse(Token.request(data, "qa-lead@checkout,developer", "jané & co"));
        JWKSet published = JWKSet.load(URI.create(ISSUER + "/oauth2/jwks").toURL());
        assertThat(token.verify(new RSASSAVerifier(
                        published.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(ISSUER);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("release-ledger");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("jané & co");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles"))
                .containsExactly("qa-lead@checkout", "developer");
    }

    @Test
    void anUnknownRoleIsRefusedWithTheOnesThatThereAre() {
        assertThatThrownBy(() -> Token.request(data, "boss", ""))
                .isInstanceOf(Token.Refused.class)
                .hasMessageContaining("no role is called boss")
                .hasMessageContaining("release-manager");
    }

    @Test
    void aWrongSecretGetsNoToken(@TempDir Path strangersData) throws IOException {
        Secrets.in(strangersData).password(Token.CLIENT_SECRET);
        Files.copy(data.resolve(Token.ENDPOINT_FILE), strangersData.resolve(Token.ENDPOINT_FILE));
        assertThatThrownBy(() -> Token.request(strangersData, "admin", ""))
                .isInstanceOf(Token.Refused.class)
                .hasMessageContaining("401");
    }

    @Test
    void whereNoIssuerRunsThatIsAnIoFailure(@TempDir Path nothingRunsHere) {
        assertThatThrownBy(() -> Token.request(nothingRunsHere, "admin", "")).isInstanceOf(IOException.class);
    }
}
