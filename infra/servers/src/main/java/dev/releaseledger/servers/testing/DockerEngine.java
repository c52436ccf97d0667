package dev.releaseledger.servers.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether containers can be had here. Testcontainers itself would retry for minutes where an engine answers but its
 * images cannot be pulled, so the engine is asked beforehand by its command line.
 */
final class DockerEngine {
    private static final Logger LOG = LoggerFactory.getLogger(DockerEngine.class);
    private static final long SECONDS_TO_ANSWER = 30;
    private static final long SECONDS_TO_PULL = 180;

    private DockerEngine() {}

    /** Whether an engine answers and has this image, and what Testcontainers needs beside it; pulls what is missing. */
    static boolean offers(String image) {
        if (!docker(SECONDS_TO_ANSWER, "version")) {
            return false;
        }
        for (String needed : needed(image)) {
            if (!docker(SECONDS_TO_ANSWER, "image", "inspect", needed)
                    && !docker(SECONDS_TO_PULL, "pull", "--quiet", needed)) {
                LOG.info("Test servers: a Docker engine answers, but has no image {} and cannot pull it", needed);
                return false;
            }
        }
        return true;
    }

    private static List<String> needed(String image) {
        List<String> needed = new ArrayList<>();
        needed.add(image);
        if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            // Cleans up after a JVM that was killed.
            needed.add("testcontainers/ryuk:0.14.0");
        }
        if (Files.exists(Path.of("/.dockerenv")) && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null) {
            // Inside a container, it finds out the engine's address by running one more.
            needed.add("alpine:3.17");
        }
        return needed;
    }

    private static boolean docker(long seconds, String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroy();
            return false;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the Docker engine", e);
        }
    }
}
