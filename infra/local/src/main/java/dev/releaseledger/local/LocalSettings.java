package dev.releaseledger.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment chooses.
 *
 * @param data where all data lives
 * @param externalPostgres the JDBC URL of a server that is there already; then none is started
 * @param externalKafka the bootstrap servers of a cluster that is there already; then none is started
 */
record LocalSettings(
        Path data,
        Listener command,
        Listener query,
        Listener issuer,
        Listener postgres,
        Listener kafka,
        Optional<String> externalPostgres,
        Optional<String> externalKafka) {

    /**
     * @throws IllegalArgumentException when a variable makes no sense; the message names it
     */
    static LocalSettings from(Map<String, String> environment) {
        return new LocalSettings(
                Path.of(value(environment, "RELEASE_LEDGER_DATA").orElse("infra/local/data"))
                        .toAbsolutePath()
                        .normalize(),
                listener(environment, "command service", "RELEASE_LEDGER_COMMAND_PORT", 8080),
                listener(environment, "query service", "RELEASE_LEDGER_QUERY_PORT", 8081),
                listener(environment, "token issuer", "RELEASE_LEDGER_ISSUER_PORT", 8082),
                listener(environment, "PostgreSQL", "RELEASE_LEDGER_POSTGRES_PORT", 15432),
                listener(environment, "Kafka", "RELEASE_LEDGER_KAFKA_PORT", 19092),
                value(environment, "RELEASE_LEDGER_POSTGRES_URL"),
                value(environment, "RELEASE_LEDGER_KAFKA_BOOTSTRAP"));
    }

    /** What will listen here. */
    List<Listener> listeners() {
        List<Listener> listeners = new ArrayList<>(List.of(command, query, issuer));
        if (externalPostgres.isEmpty()) {
            listeners.add(postgres);
        }
        if (externalKafka.isEmpty()) {
            listeners.add(kafka);
        }
        return listeners;
    }

    private static Listener listener(Map<String, String> environment, String name, String variable, int standard) {
        String text = value(environment, variable).orElse(Integer.toString(standard));
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return new Listener(name, variable, port);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notAPort(variable, text), e);
        }
        throw new IllegalArgumentException(notAPort(variable, text));
    }

    private static String notAPort(String variable, String text) {
        return variable + " is a port from 1 to 65535, not " + text;
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
    }
}
