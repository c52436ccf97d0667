package dev.releaseledger.bench.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Releases that are deployed, as a watcher finds them, over HTTP. */
final class WatchedDeployments implements AutoCloseable {
    /** An environment of the default policy that no stage keeps shut. */
    private static final String ENVIRONMENT = "qa";

    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final String token;

    WatchedDeployments(ServiceProcess command, String token) throws IOException {
        this.connection = new Connection(command.port());
        this.token = token;
    }

    /** A deployment of a release. */
    record Started(UUID releaseId, UUID deploymentId) {
        String path(String action) {
            return "/v1/releases/" + releaseId + "/deployments/" + deploymentId + "/" + action;
        }
    }

    /** Publishes a policy of the product that leaves out all but this. */
    void policy(String product, Map<String, Object> parts) throws IOException {
        post("/v1/policies/" + product, parts);
    }

    /** Plans a release of the product and begins to deploy it, all at once. */
    Started start(String product, String version) throws IOException {
        UUID release = UUID.randomUUID();
        UUID deployment = UUID.randomUUID();
        post(
                "/v1/releases",
                Map.of(
                        "id",
                        release,
                        "product",
                        product,
                        "version",
                        version,
                        "title",
                        "Watched",
                        "kind",
                        "STANDARD",
                        "strategy",
                        "BIG_BANG"));
        post("/v1/releases/" + release + "/deployments", Map.of("id", deployment, "environment", ENVIRONMENT));
        return new Started(release, deployment);
    }

    /** Finds that it works. */
    void verify(Started started) throws IOException {
        post(started.path("verify"), Map.of("outcome", "PASSED", "source", "smoke tests"));
    }

    /** Tells of its health and waits until that is recorded. */
    void report(Started started, double errorRatePercent) throws IOException {
        Instant now = Instant.now();
        post(
                started.path("health"),
                Map.of(
                        "from",
                        now.minusSeconds(1).toString(),
                        "to",
                        now.toString(),
                        "source",
                        "bench",
                        "samples",
                        1_000,
                        "errorRatePercent",
                        errorRatePercent));
    }

    private void post(String path, Map<String, Object> body) throws IOException {
        Connection.Answer answer = connection.post(path, token, null, JSON.writeValueAsString(body));
        if (answer.status() >= 300) {
            throw new IllegalStateException(path + " was answered " + answer.status() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
