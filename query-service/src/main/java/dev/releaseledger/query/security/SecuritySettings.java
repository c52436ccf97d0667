package dev.releaseledger.query.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are good.
 *
 * @param issuer the tokens' {@code iss}
 * @param jwkSetUri where the issuer's keys are; {@code <issuer>/oauth2/jwks} where it is not given
 * @param audience what has to be among the tokens' {@code aud}
 */
@ConfigurationProperties("release-ledger.security")
public record SecuritySettings(
        String issuer,
        @Nullable String jwkSetUri,
        @DefaultValue("release-ledger") String audience) {

    String keys() {
        return jwkSetUri == null || jwkSetUri.isBlank() ? issuer + "/oauth2/jwks" : jwkSetUri;
    }
}
