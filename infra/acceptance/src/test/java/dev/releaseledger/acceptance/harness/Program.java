package dev.releaseledger.acceptance.harness;

import dev.releaseledger.servers.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service as it is shipped: one executable jar, which sees no class but its own. */
public enum Program {
    COMMAND_SERVICE("command-service"),
    QUERY_SERVICE("query-service");

    private final String name;
    private boolean prepared;

    Program(String name) {
        this.name = name;
    }

    /** The command that starts the program with these Spring properties. */
    List<String> command(Map<String, String> settings) {
        prepare(settings);
        return command("-XX:SharedArchiveFile=" + archive(), settings);
    }

    private List<String> command(String option, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                option,
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // Many short lives on few cores: what the second compiler would win, it would cost first.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                folder().resolve(name + ".jar").toString()));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path programs() {
        return Path.of(setting("acceptance.programs"));
    }

    private Path folder() {
        return programs().resolve(name);
    }

    private Path archive() {
        return programs().resolve(name + ".jsa");
    }

    /**
     * Unpacked once a JVM, since a jar with its libraries in a folder beside it starts faster than jars within a jar; and
     * started once for nothing but an archive of its classes, which every start then has at once. Neither is kept from an
     * earlier run: the build gives every jar the same time.
     */
    private synchronized void prepare(Map<String, String> settings) {
        if (prepared) {
            return;
        }
        run(List.of(
                java(),
                "-Djarmode=tools",
                "-jar",
                programs().resolve(name + ".jar").toString(),
                "extract",
                "--force",
                "--destination",
                folder().toString()));
        Map<String, String> elsewhere = new HashMap<>(settings);
        elsewhere.put(
                "spring.datasource.url", TestServers.shared().newDatabase().url());
        elsewhere.put("release-ledger.topics.prefix", TestServers.shared().newTopicPrefix());
        try {
            Files.deleteIfExists(archive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> training = new ArrayList<>(command("-XX:ArchiveClassesAtExit=" + archive(), elsewhere));
        training.add(1, "-Dspring.context.exit=onRefresh");
        run(training);
        prepared = true;
    }

    private void run(List<String> command) {
        Path log = programs().resolve(name + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + command, e);
        }
    }

    static String setting(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    "the build sets the system property " + name + "; run these tests by Maven");
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
