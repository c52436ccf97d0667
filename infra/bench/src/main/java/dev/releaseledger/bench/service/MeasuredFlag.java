package dev.releaseledger.bench.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A flag that is changed over HTTP. */
final class MeasuredFlag implements AutoCloseable {
    /** What code asks for it by. */
    static final String KEY = "bench";

    static final String EVALUATE = "/ofrep/v1/evaluate/flags/" + KEY;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEFINITION = """
            {"key":"%s","product":"bench","type":"OPS","purpose":"Is measured","owner":"bench","valueType":"BOOLEAN",
             "variants":[{"name":"on","value":true},{"name":"off","value":false}],"onVariant":"on","offVariant":"off"}
            """.formatted(KEY);

    private final Connection connection;
    private final String token;
    private final UUID id;

    private MeasuredFlag(Connection connection, String token, UUID id) {
        this.connection = connection;
        this.token = token;
        this.id = id;
    }

    static MeasuredFlag define(ServiceProcess command, String token) throws IOException {
        Connection connection = new Connection(command.port());
        String answer = post(connection, token, "/v1/flags", DEFINITION);
        return new MeasuredFlag(
                connection,
                token,
                UUID.fromString(JSON.readTree(answer).get("id").asString()));
    }

    /** Sets its rules; answers at which position that was accepted. */
    long target(String rules) throws IOException {
        return change("targeting", rules);
    }

    /** Opens it to so many; answers at which position that was accepted. */
    long advance(int basisPoints) throws IOException {
        return change("advance", "{\"basisPoints\":" + basisPoints + "}");
    }

    private long change(String what, String body) throws IOException {
        String answer = post(connection, token, "/v1/flags/" + id + "/" + what, body);
        return JSON.readTree(answer).get("position").asLong();
    }

    private static String post(Connection connection, String token, String path, String body) throws IOException {
        Connection.Answer answer = connection.post(path, token, null, body);
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() >= 300) {
            throw new IllegalStateException(path + " was answered " + answer.status() + ": " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
