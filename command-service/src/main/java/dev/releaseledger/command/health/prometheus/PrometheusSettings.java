package dev.releaseledger.command.health.prometheus;

import dev.releaseledger.command.outgoing.OutgoingSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which Prometheus is asked; the properties {@code release-ledger.prometheus.*}. What is blank is absent.
 *
 * @param url its absolute http or https URL, with the path that its API is under, if any; nobody is asked if absent. It may be
 *     inside only where {@code release-ledger.outgoing.allow} has it
 * @param bearerToken sent with each query; none if absent
 * @param timeout how long a query may take in all; 5 s if absent, at most 30 s
 */
@ConfigurationProperties("release-ledger.prometheus")
record PrometheusSettings(@Nullable String url, @Nullable String bearerToken, Duration timeout) {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    PrometheusSettings(@Nullable String url, @Nullable String bearerToken, @Nullable Duration timeout) {
        this.url = url == null || url.isBlank() ? null : url.strip();
        this.bearerToken = bearerToken == null || bearerToken.isBlank() ? null : bearerToken.strip();
        this.timeout = timeout == null ? Duration.ofSeconds(5) : timeout;
    }

    /** What is wrong with them, without their values. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (url != null && queries().isEmpty()) {
            faults.add("release-ledger.prometheus.url:"
                    + " not an absolute http or https URL without credentials, query and fragment");
        }
        // RFC 6750, section 2.1.
        if (bearerToken != null && !bearerToken.matches("[A-Za-z0-9._~+/-]+=*")) {
            faults.add("release-ledger.prometheus.bearer-token: not a bearer token");
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            faults.add("release-ledger.prometheus.timeout: not between 1 ms and 30 s");
        }
        return faults;
    }

    /** Where queries go; nothing if nobody is asked, or the URL cannot be used. */
    Optional<URI> queries() {
        if (url == null) {
            return Optional.empty();
        }
        try {
            URI base = new URI(url);
            boolean usable = ("http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme()))
                    && base.getHost() != null
                    && base.getRawUserInfo() == null
                    && base.getRawQuery() == null
                    && base.getRawFragment() == null;
            return usable ? Optional.of(new URI(url.replaceAll("/+$", "") + "/api/v1/query")) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** How its calls are made: as all others, in the time that a query has. */
    OutgoingSettings calls(OutgoingSettings others) {
        return new OutgoingSettings(
                others.allow(), shorter(others.connectTimeout()), shorter(others.responseTimeout()), timeout);
    }

    private Duration shorter(Duration other) {
        return other.compareTo(timeout) < 0 ? other : timeout;
    }

    @Override
    public String toString() {
        return "PrometheusSettings[" + (url == null ? "not configured" : "configured") + "]";
    }
}
