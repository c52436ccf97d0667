package dev.releaseledger.query.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies a token's signature once a minute and not with each request that brings it: that is the dearest step of an authenticated
 * request. Its times and claims are judged with each request. A key that the issuer withdraws is thus good for a minute
 * longer than its keys are kept anyway.
 */
final class VerifiedTokens implements JwtDecoder {
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** All tokens together; one has about a thousand. */
    private static final long MOST_CHARACTERS = 2 << 20;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Cache<String, Jwt> verified;

    /**
     * @param decoder verifies and judges
     * @param validator judges what was verified before, as the decoder does
     */
    VerifiedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validator, Ticker ticker) {
        this.decoder = decoder;
        this.validator = validator;
        this.verified = Caffeine.newBuilder()
                .maximumWeight(MOST_CHARACTERS)
                .<String, Jwt>weigher((token, jwt) -> token.length())
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null && !validator.validate(known).hasErrors()) {
            return known;
        }
        Jwt jwt = decoder.decode(token);
        verified.put(token, jwt);
        return jwt;
    }
}
