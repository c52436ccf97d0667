package dev.releaseledger.command.release.health;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Queries with what they stand for. */
final class PromQl {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$(product|environment|version|deployment|interval)\\b");

    private PromQl() {}

    /** The query for a deployment. */
    static String of(String query, WatchedDeployment watched, Duration interval) {
        return PLACEHOLDER
                .matcher(query)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1)) {
                            case "product" -> inAString(watched.release().plan().product());
                            case "environment" -> inAString(watched.deployment().environment());
                            case "version" -> inAString(watched.version());
                            case "deployment" ->
                                watched.deployment().deploymentId().toString();
                            default -> interval.toMillis() + "ms";
                        }));
    }

    /** A text within a string, whichever quotes that has: what could end it or begin an escape is written as its bytes. */
    static String inAString(String text) {
        StringBuilder written = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || "._:/+-".indexOf(character) >= 0)) {
                written.append(character);
            } else {
                written.append("\\x").append(HexFormat.of().toHexDigits(each));
            }
        }
        return written.toString();
    }
}
