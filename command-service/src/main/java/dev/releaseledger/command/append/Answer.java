package dev.releaseledger.command.append;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer, as a receipt keeps it.
 *
 * @param headers the headers that belong to the answer itself, such as {@code ETag} and {@code Location}
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public Answer {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (name.contains(":") || (name + value).chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException("not a header that can be kept: " + name);
            }
        });
    }

    /** One header a line, sorted, name and value between a colon and a space. */
    String headerLines() {
        StringBuilder lines = new StringBuilder();
        headers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> lines.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append('\n'));
        return lines.toString();
    }

    static Map<String, String> headersOf(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return headers;
    }
}
