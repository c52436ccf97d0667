package dev.releaseledger.auditor.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the reader in Python said ({@code infra/second-reader}), which shares no code with the auditor.
 *
 * @param exitCode how it ended
 * @param out what it printed
 */
public record SecondReader(int exitCode, String out) {
    private static final Path SCRIPT = Path.of("..", "second-reader");

    /** Calls it with these words, each turned into text. The test is skipped where there is no Python. */
    public static SecondReader with(Object... words) {
        assumeTrue(
                run(List.of("python3", "--version")).exitCode() == 0, "no python3 on the path: nobody reads it again");
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        Stream.of(words).map(Object::toString).forEach(command::add);
        return run(command);
    }

    private static SecondReader run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new SecondReader(process.waitFor(), said);
        } catch (IOException e) {
            if (command.size() == 2) {
                return new SecondReader(-1, "");
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The kind of the fault that it found, e.g. {@code root}; empty where it found none. */
    public String fault() {
        return out.startsWith("fault ") ? out.substring("fault ".length(), out.indexOf(':')) : "";
    }
}
