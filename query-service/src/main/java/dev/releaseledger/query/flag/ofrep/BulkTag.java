package dev.releaseledger.query.flag.ofrep;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ETag of an evaluation of all flags. It says until when the address in that answer is good, so that a client that has a newer
 * token by then is given a newer address, also where nothing else changed; and one with a new token for each request still hears
 * that nothing did.
 *
 * @param digest of what is configured and of the context
 * @param until when the address to hear of changes expires; null where there was none
 */
record BulkTag(String digest, @Nullable Instant until) {
    private static final Pattern FORM = Pattern.compile("(?:W/)?\"([A-Za-z0-9_-]{43})(?:\\.([0-9]{1,12}))?\"");

    /** The tag in a header; empty where it is none of these. */
    static Optional<BulkTag> read(String header) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String until = matcher.group(2);
        return Optional.of(
                new BulkTag(matcher.group(1), until == null ? null : Instant.ofEpochSecond(Long.parseLong(until))));
    }

    /** Whether what was answered along with it can still be used. */
    boolean isGood(Instant now) {
        return until == null || until.isAfter(now);
    }

    String toHeader() {
        return "\"" + digest + (until == null ? "" : "." + until.getEpochSecond()) + "\"";
    }
}
