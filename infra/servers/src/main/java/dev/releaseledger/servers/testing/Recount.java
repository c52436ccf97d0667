package dev.releaseledger.servers.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code infra/dora-figures}, which shares no code with the services, says of answered figures when it counts them again
 * from the raw entries.
 *
 * @param exitCode 0 where every number agrees
 * @param said what differs, or how much was compared
 */
public record Recount(int exitCode, String said) {

    /** Whether there is a Python to run it. */
    public static boolean isPossible() {
        try {
            return ended(new ProcessBuilder("python3", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start())
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /**
     * Counts again.
     *
     * @param script where it is
     * @param entries every entry, in order
     * @param answers what was answered, each in one line
     */
    public static Recount of(Path script, List<byte[]> entries, List<String> answers) {
        try {
            Path asked = Files.createTempFile("answers", ".ndjson");
            Path answered = Files.createTempFile("recount", ".txt");
            try {
                Files.write(asked, answers, UTF_8);
                Process python = new ProcessBuilder("python3", script.toString(), "--check", asked.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(answered.toFile())
                        .start();
                try (OutputStream out = new BufferedOutputStream(python.getOutputStream(), 1 << 16)) {
                    for (byte[] entry : entries) {
                        out.write(entry);
                        out.write('\n');
                    }
                }
                return new Recount(ended(python), Files.readString(answered));
            } finally {
                Files.delete(asked);
                Files.delete(answered);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
