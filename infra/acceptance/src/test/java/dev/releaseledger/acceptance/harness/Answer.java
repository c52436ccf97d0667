package dev.releaseledger.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered. */
public record Answer(String request, int status, HttpHeaders headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Answer of(String request, HttpResponse<byte[]> response) {
        return new Answer(request, response.statusCode(), response.headers(), response.body());
    }

    /** This answer, which must have that status. */
    public Answer expect(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    /** This answer, which must be a problem of that status and, by the end of its type, of that kind. */
    public Answer expectProblem(int expected, String kind) {
        expect(expected).requireProblem();
        assertThat(json().path("type").asString("")).as("%s", this).endsWith("/" + kind);
        return this;
    }

    /** A problem as RFC 9457 wants it, which tells nothing of what the service is made of. */
    public Answer requireProblem() {
        assertThat(contentType()).as("%s", this).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("type").isString()).as("%s", this).isTrue();
        assertThat(problem.path("title").isString()).as("%s", this).isTrue();
        assertThat(problem.path("status").asInt(0)).as("%s", this).isEqualTo(status);
        return requireDiscretion();
    }

    /** Neither a class name nor SQL nor a stack trace is anywhere in it. */
    public Answer requireDiscretion() {
        assertThat(text())
                .as("%s", request)
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("stacktrace")
                .doesNotContain(
                        "\tat ", "java.", "org.springframework", "org.axonframework", "org.apache", "tools.jackson")
                .doesNotContain("dev.releaseledger.command", "dev.releaseledger.query")
                .doesNotContain("PSQL", "SELECT ", "select ", "INSERT ", "insert into", "ERROR:");
        return this;
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public String contentType() {
        return headers.firstValue("Content-Type").orElse("");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The position that a command's answer names. */
    public long position() {
        return json().required("position").asLong();
    }

    /** The sequence that a command's answer names. */
    public long sequence() {
        return json().required("sequence").asLong();
    }

    /** The id that a command's answer names. */
    public UUID id() {
        return UUID.fromString(json().required("id").asString());
    }

    /** The rules that a refusal names. */
    public List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (JsonNode violation : json().path("violations")) {
            rules.add(violation.path("rule").asString(""));
        }
        return rules;
    }

    /** The fields that a malformed request's answer finds fault with. */
    public List<String> faultyFields() {
        List<String> fields = new ArrayList<>();
        for (JsonNode fault : json().path("faults")) {
            fields.add(fault.path("field").asString(""));
        }
        return fields;
    }

    @Override
    public String toString() {
        String text = text();
        return request + " → " + status + " " + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
    }
}
