package dev.releaseledger.command.outgoing;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The way out, wired for tests: little patience, and servers on 127.0.0.1 allowed unless said otherwise. */
public final class Outside {
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private NameResolver resolver = InetAddress::getAllByName;
    private List<String> allowed = List.of("127.0.0.1/32");
    private Duration response = Duration.ofSeconds(10);
    private Duration total = Duration.ofSeconds(20);
    private @Nullable SSLContext tls;

    public Outside resolving(NameResolver names) {
        this.resolver = names;
        return this;
    }

    public Outside allowing(String... entries) {
        this.allowed = List.of(entries);
        return this;
    }

    public Outside silentFor(Duration patience) {
        this.response = patience;
        return this;
    }

    public Outside inAll(Duration patience) {
        this.total = patience;
        return this;
    }

    public Outside trusting(SSLContext context) {
        this.tls = context;
        return this;
    }

    public AddressGuard guard() {
        return new AddressGuard(resolver, allowed);
    }

    public GuardedHttp http() {
        return new GuardedHttp(guard(), context(), settings(), CLOCK);
    }

    public GuardedHttp httpKeepingConnections() {
        return GuardedHttp.keepingConnections(guard(), context(), settings(), CLOCK);
    }

    public GuardedSockets sockets() {
        return new GuardedSockets(guard(), context(), settings());
    }

    public TimeLimit limit() {
        return new TimeLimit(total);
    }

    private OutgoingSettings settings() {
        return new OutgoingSettings(allowed, Duration.ofSeconds(5), response, total);
    }

    private SSLContext context() {
        try {
            return Objects.requireNonNullElse(tls, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
