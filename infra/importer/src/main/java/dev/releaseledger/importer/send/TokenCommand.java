package dev.releaseledger.importer.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tokens printed by a command of the shell, which is run again shortly before a token expires or when one is rejected. */
public final class TokenCommand implements TokenSource {

    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Held(String token, Instant until) {}

    private final String command;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Held held;

    public TokenCommand(String command, InstantSource clock) {
        this.command = command;
        this.clock = clock;
    }

    @Override
    public String token() throws TokenFailed, InterruptedException {
        lock.lockInterruptibly();
        try {
            var current = held;
            if (current == null || clock.instant().isAfter(current.until())) {
                var token = run();
                current = new Held(token, expiry(token).minus(BEFORE_EXPIRY));
                held = current;
            }
            return current.token();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rejected(String token) {
        lock.lock();
        try {
            if (held != null && held.token().equals(token)) {
                held = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private String run() throws TokenFailed, InterruptedException {
        try {
            var process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            var token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            var exit = process.waitFor();
            if (exit != 0) {
                throw new TokenFailed("the command for tokens ended with " + exit + ": " + command);
            }
            if (token.isEmpty() || token.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
                throw new TokenFailed("the command for tokens printed no token: " + command);
            }
            return token;
        } catch (IOException failed) {
            throw new TokenFailed("the command for tokens could not be run: " + failed.getMessage());
        }
    }

    /** The expiry that a JWT tells; never, for a token that is none: then only a rejection renews it. */
    private static Instant expiry(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Instant.MAX;
        }
        try {
            var expiry = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
            return expiry.isNumber() ? Instant.ofEpochSecond(expiry.longValue()) : Instant.MAX;
        } catch (IllegalArgumentException | JacksonException notAJwt) {
            return Instant.MAX;
        }
    }
}
