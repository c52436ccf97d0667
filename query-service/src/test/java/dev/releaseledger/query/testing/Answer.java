package dev.releaseledger.query.testing;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(int status, HttpHeaders headers, byte[] bytes) {
    private static final JsonMapper JSON = new JsonMapper();

    public JsonNode json() {
        return JSON.readTree(bytes);
    }

    public String text() {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The fields that a problem names. */
    public List<String> faultyFields() {
        return StreamSupport.stream(json().get("faults").spliterator(), false)
                .map(fault -> fault.get("field").stringValue())
                .toList();
    }
}
