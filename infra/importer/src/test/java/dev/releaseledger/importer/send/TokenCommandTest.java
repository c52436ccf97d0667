package dev.releaseledger.importer.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final InstantSource clock = now::get;

    @Test
    void aTokenIsKeptUntilItExpires() throws Exception {
        var tokens = counting(jwt(NOW.plusSeconds(300)));

        tokens.token();
        tokens.token();
        assertThat(runs()).isEqualTo(1);

        now.set(NOW.plusSeconds(280));
        tokens.token();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void aRejectedTokenIsFetchedAnewAndAnOlderOneIsNot() throws Exception {
        var tokens = counting("opaque");

        tokens.rejected(tokens.token());
        tokens.token();
        tokens.rejected("older");
        tokens.token();

        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void aCommandThatFailsOrPrintsNothingIsTold() {
        assertThatThrownBy(() -> new TokenCommand("exit 3", clock).token())
                .isInstanceOf(TokenFailed.class)
                .hasMessageContaining("ended with 3");
        assertThatThrownBy(() -> new TokenCommand("true", clock).token())
                .isInstanceOf(TokenFailed.class)
                .hasMessageContaining("printed no token");
    }

    private TokenCommand counting(String token) {
        return new TokenCommand("echo run >> '" + directory.resolve("runs") + "'; echo " + token, clock);
    }

    private int runs() throws Exception {
        return Files.readAllLines(directory.resolve("runs")).size();
    }

    private static String jwt(Instant expiry) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var claims = "{\"exp\":" + expiry.getEpochSecond() + "}";
        return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
