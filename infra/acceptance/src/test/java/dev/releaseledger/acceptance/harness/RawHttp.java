package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that no well-behaved client would send. */
public final class RawHttp {
    private static final int ANSWER_WITHIN_MILLIS = 120_000;

    private RawHttp() {}

    /**
     * Sends a request line, and headers behind it if it has any, as it is.
     *
     * @param token null for nobody's
     */
    public static Answer send(URI service, String requestLine, @Nullable String token) {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
            String authorization = token == null ? "" : "Authorization: Bearer " + token + "\r\n";
            String request = requestLine + "\r\nHost: " + service.getAuthority() + "\r\n" + authorization
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            int head = answer.indexOf("\r\n\r\n");
            String[] status = answer.split(" ", 3);
            return new Answer(
                    requestLine.length() > 100 ? requestLine.substring(0, 100) + "…" : requestLine,
                    Integer.parseInt(status[1].strip()),
                    HttpHeaders.of(Map.of(), (name, value) -> true),
                    answer.substring(head < 0 ? answer.length() : head + 4).getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
