package dev.releaseledger.query.dora;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of an address after its question mark. */
final class Queries {
    private Queries() {}

    static String of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + URLEncoder.encode(each.getValue(), UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&", "?", ""));
    }
}
