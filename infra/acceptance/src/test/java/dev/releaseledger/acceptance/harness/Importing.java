package dev.releaseledger.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.importer.Importer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the real importer came to, by what it said.
 *
 * @param exitCode 0 when the whole history is in the ledger
 * @param said everything it printed
 */
public record Importing(int exitCode, String said) {
    private static final Pattern RECORDED = Pattern.compile("([\\d,]+) releases; recorded now: ([\\d,]+) changes,"
            + " ([\\d,]+) evidence, ([\\d,]+) approvals, ([\\d,]+) deployments");

    private static final Pattern REFUSED = Pattern.compile("refused: ([\\d,]+)");

    /** Imports the sample that comes with the importer. */
    public static Importing ofSample(ServiceProcess commandService, ServiceProcess queryService) {
        return run(commandService, "--queries", queryService.url().toString(), "--sample");
    }

    /** Imports a history file. */
    public static Importing of(Path file, ServiceProcess commandService) {
        return run(commandService, "--file", file.toString());
    }

    /** Imports a history file that may be there already: what was said of it is asked for. */
    public static Importing again(Path file, ServiceProcess commandService, ServiceProcess queryService) {
        return run(commandService, "--queries", queryService.url().toString(), "--file", file.toString());
    }

    /** Imports the first so many releases of a history file under another product's name. */
    public static Importing under(String product, Path file, int releases, ServiceProcess commandService) {
        return run(
                commandService, "--file", file.toString(), "--product", product, "--limit", Integer.toString(releases));
    }

    /** Begins to import a history file, and goes on while the test does something to the services. */
    public static CompletableFuture<Importing> begin(Path file, ServiceProcess commandService) {
        CompletableFuture<Importing> importing = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name("importer").unstarted(() -> {
            try {
                importing.complete(of(file, commandService));
            } catch (RuntimeException e) {
                importing.completeExceptionally(e);
            }
        });
        thread.start();
        return importing;
    }

    private static Importing run(ServiceProcess commandService, String... source) {
        List<String> arguments = new ArrayList<>(List.of(source));
        arguments.addAll(List.of("--url", commandService.url().toString(), "--patience", "PT5M"));
        String token = Ledger.issuer().token("the-importer", "importer");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            exitCode = Importer.run(out, () -> token, arguments.toArray(String[]::new));
        }
        return new Importing(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    /** This import, which must have put everything into the ledger. */
    public Importing expectWhole() {
        assertThat(exitCode).as(said).isZero();
        return this;
    }

    /** Releases that are in the ledger whole, whoever put them there. */
    public long releases() {
        return figure(RECORDED, 1);
    }

    /** Changes that this import recorded. */
    public long changes() {
        return figure(RECORDED, 2);
    }

    /** Evidence that this import recorded. */
    public long evidence() {
        return figure(RECORDED, 3);
    }

    /** Releases that stopped at a refusal. */
    public long refused() {
        return figure(REFUSED, 1);
    }

    private long figure(Pattern line, int group) {
        Matcher figures = line.matcher(said);
        assertThat(figures.find()).as(said).isTrue();
        return Long.parseLong(figures.group(group).replace(",", ""));
    }
}
