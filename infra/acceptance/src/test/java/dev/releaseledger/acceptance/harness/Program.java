package dev.releaseledger.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A service as it is shipped: one executable jar, which sees no class but its own. */
public enum Program {
    COMMAND_SERVICE("command-service"),
    QUERY_SERVICE("query-service");

    private final String name;
    private boolean unpacked;

    Program(String name) {
        this.name = name;
    }

    /** The command that starts the program; arguments go behind it. */
    List<String> command() {
        return List.of(
                java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                // Many short lives on few cores: what the second compiler would win, it would cost first.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                unpacked().toString());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Unpacked once a JVM, since a jar with its libraries in a folder beside it starts faster than jars within a jar. Never
     * kept from an earlier run: the build gives every jar the same time.
     */
    private synchronized Path unpacked() {
        Path programs = Path.of(setting("acceptance.programs"));
        Path jar = programs.resolve(name + ".jar");
        Path folder = programs.resolve(name);
        if (!unpacked) {
            try {
                unpack(jar, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            unpacked = true;
        }
        return folder.resolve(jar.getFileName());
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .inheritIO()
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(jar + " cannot be unpacked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking " + jar, e);
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
