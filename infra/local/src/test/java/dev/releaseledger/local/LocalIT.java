package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.servers.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIT {
    @TempDir
    Path data;

    private final Map<String, String> ports = new TreeMap<>(Map.of(
            "RELEASE_LEDGER_COMMAND_PORT", Integer.toString(FreePort.find()),
            "RELEASE_LEDGER_QUERY_PORT", Integer.toString(FreePort.find()),
            "RELEASE_LEDGER_ISSUER_PORT", Integer.toString(FreePort.find()),
            "RELEASE_LEDGER_POSTGRES_PORT", Integer.toString(FreePort.find()),
            "RELEASE_LEDGER_KAFKA_PORT", Integer.toString(FreePort.find())));

    @Test
    void everythingStartsAnswersAndStopsWithoutLeavingAnythingBehind() throws Exception {
        Process local = start();
        ProcessHandle postgres;
        try {
            assertThat(local.inputReader().lines().anyMatch(line -> line.startsWith("Ready after")))
                    .isTrue();
            postgres = postgres();
            String token = Token.request(data, "auditor", "");
            assertThat(status("RELEASE_LEDGER_COMMAND_PORT", "/actuator/health", token))
                    .isEqualTo(200);
            assertThat(status("RELEASE_LEDGER_QUERY_PORT", "/v1/releases", token))
                    .isEqualTo(200);
            assertThat(status("RELEASE_LEDGER_QUERY_PORT", "/v1/releases", "no token"))
                    .isEqualTo(401);

            Process second = start();
            assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(second.inputReader().lines()).singleElement().asString().contains("runs already over " + data);
        } finally {
            local.destroy();
        }
        assertThat(local.waitFor(120, TimeUnit.SECONDS)).isTrue();
        // It deletes its process number a moment before it ends.
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !postgres.isAlive());
        assertThat(data.resolve(Token.ENDPOINT_FILE)).doesNotExist();
    }

    @Test
    void aPortThatIsTakenIsNamedBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports.put("RELEASE_LEDGER_QUERY_PORT", Integer.toString(taken.getLocalPort()));
            Process local = start();
            assertThat(local.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(local.exitValue()).isEqualTo(1);
            assertThat(local.inputReader().lines())
                    .containsExactly("Port " + taken.getLocalPort()
                            + " (query service) is taken by another process: choose another with"
                            + " RELEASE_LEDGER_QUERY_PORT");
        }
        assertThat(data.resolve("postgres")).doesNotExist();
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx700m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Local.class.getName()))
                .redirectErrorStream(true);
        builder.environment().putAll(ports);
        builder.environment().put("RELEASE_LEDGER_DATA", data.toString());
        builder.environment().remove("RELEASE_LEDGER_POSTGRES_URL");
        builder.environment().remove("RELEASE_LEDGER_KAFKA_BOOTSTRAP");
        return builder.start();
    }

    private int status(String port, String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(port) + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private ProcessHandle postgres() throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }
}
