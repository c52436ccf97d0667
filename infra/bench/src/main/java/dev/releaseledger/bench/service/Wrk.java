package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}: little of the machine for much load. */
final class Wrk implements ClosedLoop {
    private static final String SCRIPT = "story.lua";
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern PERCENTILE = Pattern.compile("(?m)^\\s+(50|99)%\\s+([0-9.]+)(us|ms|s|m)\\s*$");
    private static final Pattern BAD = Pattern.compile("(?m)^\\s*(Non-2xx or 3xx responses: .*|Socket errors: .*)$");

    private final Path folder;
    private final AtomicInteger runs = new AtomicInteger();

    private Wrk(Path folder) {
        this.folder = folder;
    }

    /** Empty where it is not installed. */
    static Optional<Wrk> installed(Path folder) throws IOException, InterruptedException {
        try {
            Process asked = new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            asked.waitFor();
        } catch (IOException notOnThePath) {
            return Optional.empty();
        }
        for (String file : List.of(SCRIPT, Story.COMMANDS, Story.EVALUATIONS)) {
            Files.write(folder.resolve(file), Story.bytesOf(file));
        }
        return Optional.of(new Wrk(folder));
    }

    @Override
    public String name() {
        return "wrk";
    }

    @Override
    public Measured load(ServiceProcess service, String token, Kind kind, Duration duration)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        "wrk",
                        "--threads="
                                + Math.min(CONNECTIONS, Runtime.getRuntime().availableProcessors()),
                        "--connections=" + CONNECTIONS,
                        "--duration=" + duration.toSeconds() + "s",
                        // A request that takes long counts as one that took long; only lost ones are errors.
                        "--timeout=30s",
                        "--latency",
                        "--script=" + folder.resolve(SCRIPT),
                        service.uri("").toString(),
                        "--",
                        folder.resolve(kind.story()).toString(),
                        token,
                        Integer.toString(runs.incrementAndGet()),
                        switch (kind) {
                            case COMMANDS -> "";
                            case COMMANDS_WITH_KEYS -> "keys";
                            case EMPTY -> "unread";
                            case EVALUATIONS -> "unread";
                        }))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("wrk failed: " + said);
        }
        return parse(said);
    }

    /** What wrk tells; an answer that is no success makes the whole round worthless. */
    static Measured parse(String said) {
        Matcher bad = BAD.matcher(said);
        if (bad.find()) {
            throw new IllegalStateException("not every request was answered well: " + bad.group(1));
        }
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("wrk tells no rate: " + said);
        }
        return new Measured(Double.parseDouble(rate.group(1)), percentile(said, "50"), percentile(said, "99"));
    }

    private static double percentile(String said, String wanted) {
        Matcher percentile = PERCENTILE.matcher(said);
        while (percentile.find()) {
            if (percentile.group(1).equals(wanted)) {
                double value = Double.parseDouble(percentile.group(2));
                return switch (percentile.group(3)) {
                    case "us" -> value / 1_000;
                    case "ms" -> value;
                    case "s" -> value * 1_000;
                    default -> value * 60_000;
                };
            }
        }
        throw new IllegalStateException("wrk tells no percentile: " + said);
    }
}
