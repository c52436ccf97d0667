package dev.releaseledger.query.ledger;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Whether a caller takes compressed answers (RFC 9110 section 12.5.3). */
final class AcceptedEncodings {
    private static final Pattern NEVER = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0{0,3})?\\s*$");

    private AcceptedEncodings() {}

    static boolean takesGzip(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> each.equals("gzip") || each.startsWith("gzip;") || each.startsWith("gzip "))
                .anyMatch(each -> !NEVER.matcher(each).find());
    }
}
