package dev.releaseledger.bench.append;

import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.servers.LedgerDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator, committing single-row inserts. */
final class PgBench {
    static final int CLIENTS = 16;

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");

    private final Path script;
    private final Site site;

    private PgBench(Path script, Site site) {
        this.script = script;
        this.site = site;
    }

    /** Empty where it is not installed. */
    static Optional<PgBench> installed(Path folder, Site site) throws IOException, InterruptedException {
        try {
            Process asked = new ProcessBuilder("pgbench", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (asked.waitFor() != 0) {
                return Optional.empty();
            }
        } catch (IOException notOnThePath) {
            return Optional.empty();
        }
        String payload = "x".repeat(EngineCaller.BYTES);
        Path script = Files.writeString(
                folder.resolve("insert.pgbench"),
                "\\set part random(1, 9000000000000000000)\n"
                        + "insert into single_row.entry (stream, sequence, bytes)"
                        + " values ('release/' || :client_id || '/' || :part, 0, '" + payload + "'::bytea);\n");
        return Optional.of(new PgBench(script, site));
    }

    Measured round(Duration duration) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "pgbench",
                        "--host=127.0.0.1",
                        "--port=" + site.port(),
                        "--username=" + LedgerDatabase.OWNER,
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CLIENTS,
                        "--jobs=" + Math.min(CLIENTS, Runtime.getRuntime().availableProcessors()),
                        "--time=" + duration.toSeconds(),
                        "--file=" + script,
                        site.name()))
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", Site.PASSWORD);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pgbench failed: " + said);
        }
        return new Measured(rate(said), null, null);
    }

    static double rate(String said) {
        Matcher failed = FAILED.matcher(said);
        if (failed.find() && !failed.group(1).equals("0")) {
            throw new IllegalStateException("some transactions of pgbench failed: " + said);
        }
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException("pgbench tells no rate: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
