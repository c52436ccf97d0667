package dev.releaseledger.command.outgoing;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** How long to wait, between nothing and a day; null if the answer does not say, or not so that it can be understood. */
    static @Nullable Duration of(HttpResponse response, Instant now) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null) {
            return null;
        }
        String value = header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant until = DateUtils.parseStandardDate(value);
        return until == null ? null : bounded(Duration.between(now, until));
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
