package dev.releaseledger.command.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class VerifiedTokensTest {
    private static final Instant START = Instant.parse("2026-03-15T10:00:00Z");
    private static final String TOKEN = "header.claims.signature";

    private final JwtTimestampValidator validator = new JwtTimestampValidator(Duration.ZERO);
    private final AtomicInteger verified = new AtomicInteger();
    private Instant now = START;
    private Instant expiry = START.plus(Duration.ofHours(1));
    private boolean forged;

    private final VerifiedTokens tokens = new VerifiedTokens(
            this::verify, validator, () -> Duration.between(START, now).toNanos());

    VerifiedTokensTest() {
        at(START);
    }

    @Test
    void aTokensSignatureIsVerifiedOnceAMinute() {
        assertThat(tokens.decode(TOKEN)).isSameAs(tokens.decode(TOKEN));
        assertThat(verified).hasValue(1);

        at(START.plusSeconds(59));
        assertThat(tokens.decode(TOKEN).getTokenValue()).isEqualTo(TOKEN);
        assertThat(verified).hasValue(1);

        at(START.plusSeconds(60));
        assertThat(tokens.decode(TOKEN).getTokenValue()).isEqualTo(TOKEN);
        assertThat(verified).hasValue(2);
    }

    @Test
    void anotherTokenIsVerifiedByItself() {
        assertThat(tokens.decode(TOKEN).getTokenValue()).isEqualTo(TOKEN);
        forged = true;
        assertThatThrownBy(() -> tokens.decode(TOKEN + "x")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode(TOKEN + "x")).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasValue(3);
        assertThat(tokens.decode(TOKEN).getTokenValue()).isEqualTo(TOKEN);
    }

    @Test
    void aTokenThatExpiresWithinTheMinute_isGoodNoLonger() {
        expiry = START.plusSeconds(10);
        assertThat(tokens.decode(TOKEN).getTokenValue()).isEqualTo(TOKEN);
        at(START.plusSeconds(11));
        assertThatThrownBy(() -> tokens.decode(TOKEN)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aKeyThatTheIssuerWithdrew_isGoodNoLongerAfterAMinute() {
        assertThat(tokens.decode(TOKEN).getTokenValue()).isEqualTo(TOKEN);
        forged = true;
        at(START.plusSeconds(61));
        assertThatThrownBy(() -> tokens.decode(TOKEN)).isInstanceOf(BadJwtException.class);
    }

    private void at(Instant time) {
        now = time;
        validator.setClock(Clock.fixed(time, ZoneOffset.UTC));
    }

    private Jwt verify(String token) {
        verified.incrementAndGet();
        Jwt jwt = Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("somebody")
                .issuedAt(START.minusSeconds(60))
                .expiresAt(expiry)
                .build();
        if (forged || validator.validate(jwt).hasErrors()) {
            throw new BadJwtException("not good");
        }
        return jwt;
    }
}
