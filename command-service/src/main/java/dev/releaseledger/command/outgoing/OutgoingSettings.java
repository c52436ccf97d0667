package dev.releaseledger.command.outgoing;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How outgoing calls are made; the properties {@code release-ledger.outgoing.*}.
 *
 * @param allow hosts and CIDR blocks that may be called although they are inside; none if absent
 * @param connectTimeout how long one address may take to take a connection, and a TLS handshake; 5 s if absent
 * @param responseTimeout how long the other side may be silent; 10 s if absent
 * @param totalTimeout how long a call may take in all; 30 s if absent
 */
@ConfigurationProperties("release-ledger.outgoing")
public record OutgoingSettings(
        List<String> allow, Duration connectTimeout, Duration responseTimeout, Duration totalTimeout) {

    public OutgoingSettings(
            @Nullable List<String> allow,
            @Nullable Duration connectTimeout,
            @Nullable Duration responseTimeout,
            @Nullable Duration totalTimeout) {
        this.allow = allow == null ? List.of() : List.copyOf(allow);
        this.connectTimeout = connectTimeout == null ? Duration.ofSeconds(5) : connectTimeout;
        this.responseTimeout = responseTimeout == null ? Duration.ofSeconds(10) : responseTimeout;
        this.totalTimeout = totalTimeout == null ? Duration.ofSeconds(30) : totalTimeout;
    }
}
