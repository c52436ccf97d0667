package dev.releaseledger.servers.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real Alertmanager, the one that is installed here, on a free port of 127.0.0.1. It groups by the alert's name and tells one
 * webhook of what fires and what is resolved, within a second.
 */
public final class AlertmanagerServer implements AutoCloseable {
    /** For a test that is skipped because there is none. */
    public static final String HOW_TO_INSTALL = "no prometheus-alertmanager on the PATH or in /usr/bin: install it"
            + " (Debian and Ubuntu: apt install prometheus-alertmanager)";

    private static final String NAME = "prometheus-alertmanager";

    private final Program program;

    private AlertmanagerServer(Program program) {
        this.program = program;
    }

    /** Whether one is installed here. */
    public static boolean isInstalled() {
        return Program.find(NAME).isPresent();
    }

    /** Starts one that delivers to this webhook, without credentials. */
    public static AlertmanagerServer telling(URI webhook) {
        return start(List.of("url: '" + webhook + "'"));
    }

    /** Starts one that delivers to this webhook with this bearer token. */
    public static AlertmanagerServer telling(URI webhook, String bearerToken) {
        return start(List.of(
                "url: '" + webhook + "'",
                "http_config:",
                "  authorization:",
                "    credentials: '" + bearerToken + "'"));
    }

    /** Where it answers, without a slash at the end. */
    public URI url() {
        return program.url();
    }

    /** Stops it and deletes what it has stored. */
    @Override
    public void close() {
        program.close();
    }

    private static AlertmanagerServer start(List<String> webhook) {
        Path binary = Program.find(NAME).orElseThrow(() -> new IllegalStateException(HOW_TO_INSTALL));
        return new AlertmanagerServer(Program.start(NAME, (folder, port) -> {
            Files.writeString(folder.resolve("alertmanager.yml"), configuration(webhook));
            return List.of(
                    binary.toString(),
                    "--config.file=" + folder.resolve("alertmanager.yml"),
                    "--storage.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port,
                    // Alone: no cluster, and so no port for one.
                    "--cluster.listen-address=",
                    "--log.level=warn");
        }));
    }

    private static String configuration(List<String> webhook) {
        return String.join(
                        "\n",
                        "route:",
                        "  receiver: webhook",
                        "  group_by: [alertname]",
                        "  group_wait: 100ms",
                        "  group_interval: 500ms",
                        "  repeat_interval: 1h",
                        "receivers:",
                        "  - name: webhook",
                        "    webhook_configs:",
                        "      - send_resolved: true",
                        "        " + String.join("\n        ", webhook))
                + "\n";
    }
}
