package dev.releaseledger.servers.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real Prometheus, the one that is installed here, on a free port of 127.0.0.1. It looks at its targets four times a second, and
 * judges its alerting rules as often.
 */
public final class PrometheusServer implements AutoCloseable {
    /** For a test that is skipped because there is none. */
    public static final String HOW_TO_INSTALL =
            "no prometheus on the PATH or in /usr/bin: install it (Debian and Ubuntu: apt install prometheus)";

    /** How long until it looks at a target again. */
    public static final Duration INTERVAL = Duration.ofMillis(250);

    private static final String NAME = "prometheus";

    private final Program program;

    private PrometheusServer(Program program) {
        this.program = program;
    }

    /** Fires at once while its expression has a result. */
    public record AlertRule(String name, String expression) {}

    /** Whether one is installed here. */
    public static boolean isInstalled() {
        return Program.find(NAME).isPresent();
    }

    /** Starts one that watches these services. */
    public static PrometheusServer watching(InstrumentedService... services) {
        return start(null, List.of(), services);
    }

    /** Starts one that watches these services, and tells Alertmanager of what its rules find. */
    public static PrometheusServer alerting(
            AlertmanagerServer alertmanager, List<AlertRule> rules, InstrumentedService... services) {
        return start(alertmanager, rules, services);
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

    private static PrometheusServer start(
            @Nullable AlertmanagerServer alertmanager, List<AlertRule> rules, InstrumentedService... services) {
        Path binary = Program.find(NAME).orElseThrow(() -> new IllegalStateException(HOW_TO_INSTALL));
        return new PrometheusServer(Program.start(NAME, (folder, port) -> {
            Files.writeString(folder.resolve("rules.yml"), rules(rules));
            Files.writeString(folder.resolve("prometheus.yml"), configuration(alertmanager, List.of(services)));
            return List.of(
                    binary.toString(),
                    "--config.file=" + folder.resolve("prometheus.yml"),
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port,
                    "--log.level=warn");
        }));
    }

    private static String configuration(@Nullable AlertmanagerServer alertmanager, List<InstrumentedService> services) {
        String interval = INTERVAL.toMillis() + "ms";
        List<String> lines = new ArrayList<>(List.of(
                "global:",
                "  scrape_interval: " + interval,
                "  scrape_timeout: " + interval,
                "  evaluation_interval: " + interval,
                "rule_files: [rules.yml]",
                "scrape_configs:",
                "  - job_name: services",
                "    static_configs:",
                "      - targets: "
                        + services.stream()
                                .map(service -> "'" + service.url().getAuthority() + "'")
                                .collect(Collectors.joining(", ", "[", "]"))));
        if (alertmanager != null) {
            lines.addAll(List.of(
                    "alerting:",
                    "  alertmanagers:",
                    "    - static_configs:",
                    "        - targets: ['" + alertmanager.url().getAuthority() + "']"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String rules(List<AlertRule> rules) {
        List<String> lines = new ArrayList<>(List.of("groups:"));
        if (!rules.isEmpty()) {
            lines.addAll(List.of("  - name: rules", "    rules:"));
        }
        for (AlertRule rule : rules) {
            lines.addAll(List.of(
                    "      - alert: " + rule.name(),
                    "        expr: '" + rule.expression().replace("'", "''") + "'",
                    "        annotations:",
                    "          summary: '" + rule.name() + " of {{ $labels.product }} is {{ $value }}'"));
        }
        return String.join("\n", lines) + "\n";
    }
}
