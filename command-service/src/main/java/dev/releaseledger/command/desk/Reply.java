package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a command is answered when it went well.
 *
 * @param id what the command was about, or made
 * @param location where what it made is to be found; null for a command that makes nothing new
 */
public record Reply(String id, @Nullable String location) {

    Answer done(long sequence, long position) {
        return answer(location == null ? 200 : 201, sequence, position);
    }

    Answer unchanged(long sequence, long position) {
        return answer(200, sequence, position);
    }

    private Answer answer(int status, long sequence, long position) {
        String tag = "\"" + sequence + "\"";
        String body = "{\"id\":\"" + id + "\",\"sequence\":" + sequence + ",\"position\":" + position + "}";
        Map<String, String> headers = location == null
                ? Map.of("Content-Type", "application/json", "ETag", tag)
                : Map.of("Content-Type", "application/json", "ETag", tag, "Location", location);
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
