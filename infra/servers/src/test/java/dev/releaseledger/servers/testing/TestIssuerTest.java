package dev.releaseledger.servers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class TestIssuerTest {
    @Test
    void aTokenVerifiesWithThePublishedKeyAndSaysWhoAndWhat() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            SignedJWT token = SignedJWT.parse(issuer.token("jane", "qa-lead@checkout", "developer"));
            assertThat(verifies(issuer, token)).isTrue();
            assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(issuer.issuer());
            assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("jane");
            assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("release-ledger");
            assertThat(token.getJWTClaimsSet().getStringListClaim("roles"))
                    .containsExactly("qa-lead@checkout", "developer");
        }
    }

    @Test
    void badTokensAreBadInTheOneWayThatWasAskedFor() throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            SignedJWT expired = SignedJWT.parse(
                    issuer.token(claims -> claims.subject("jane").expirationTime(Date.from(Instant.EPOCH))));
            assertThat(verifies(issuer, expired)).isTrue();
            assertThat(expired.getJWTClaimsSet().getExpirationTime()).isEqualTo(Date.from(Instant.EPOCH));

            assertThat(verifies(issuer, SignedJWT.parse(issuer.forgedToken("jane", "admin"))))
                    .isFalse();
            assertThat(issuer.unsignedToken("jane", "admin")).endsWith(".");
        }
    }

    private static boolean verifies(TestIssuer issuer, SignedJWT token) throws Exception {
        JWKSet published = JWKSet.load(URI.create(issuer.jwkSetUri()).toURL());
        return token.verify(new RSASSAVerifier(
                published.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()));
    }
}
