package dev.releaseledger.importer;

import dev.releaseledger.importer.history.History;
import dev.releaseledger.importer.history.file.FileHistory;
import dev.releaseledger.importer.history.git.GitHistory;
import dev.releaseledger.importer.send.Import;
import dev.releaseledger.importer.send.Patience;
import dev.releaseledger.importer.send.Summary;
import dev.releaseledger.importer.send.TokenCommand;
import dev.releaseledger.importer.send.TokenSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The importer's command line. Ends with 0 when the whole history is in the ledger, with 1 when something of it is not,
 * and with 2 when it was called wrongly.
 */
@Command(
        name = "importer",
        sortOptions = false,
        description = "Reads a release history and records it in the ledger as a CI system would.",
        footer = {
            "",
            "Ids and idempotency keys come from the history, so that a second run adds",
            "nothing and an interrupted one goes on where it stopped.",
            "",
            "Ends with 0 when the whole history is in the ledger, with 1 when something of",
            "it is not, and with 2 when called wrongly."
        })
public final class Importer implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or does not call us.
    private Source source;

    @ArgGroup
    private @Nullable Token token;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The command service (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI url;

    @Option(
            names = "--queries",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081",
            description = "The query service, asked about releases that were there before (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private URI queries;

    @Option(
            names = "--product",
            paramLabel = "NAME",
            description = "The product to record everything under, instead of the history's own name for it.")
    private @Nullable String product;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many releases to send at a time (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after so many releases.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "How long to repeat a call that gets no answer (ISO 8601, default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration patience;

    @Option(names = "--dry-run", description = "Print what would be sent and send nothing.")
    private boolean dryRun;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final PrintStream out;
    private final @Nullable Supplier<String> tokens;

    /** Where the history comes from. */
    static final class Source {
        @Option(
                names = "--file",
                paramLabel = "FILE",
                required = true,
                description = "A history in newline-delimited JSON, a tag a line.")
        private @Nullable Path file;

        @ArgGroup(exclusive = false)
        private @Nullable Git git;

        @Option(names = "--sample", required = true, description = "The sample that comes with the importer.")
        private boolean sample;
    }

    /** A repository and which of its tags count. */
    static final class Git {
        @Option(
                names = "--git",
                paramLabel = "DIR",
                required = true,
                description = "A git repository, its work tree or its git directory.")
        @SuppressWarnings("NullAway.Init")
        private Path directory;

        @Option(
                names = "--tags",
                paramLabel = "GLOB",
                defaultValue = "v*",
                description = "The repository's tags that are releases or candidates (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init")
        private String tags;
    }

    /** Where the token comes from. */
    static final class Token {
        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                required = true,
                description = "A bearer token with the importer role. Others on this machine can see it.")
        private @Nullable String token;

        @Option(
                names = "--token-command",
                paramLabel = "COMMAND",
                required = true,
                description = "A shell command that prints such a token, run again whenever one expires.")
        private @Nullable String command;
    }

    private Importer(PrintStream out, @Nullable Supplier<String> tokens) {
        this.out = out;
        this.tokens = tokens;
    }

    /** Runs the importer and ends the process with its exit code. */
    public static void main(String... args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, args));
    }

    /**
     * Runs the importer in this process.
     *
     * @param out takes everything that is said; a progress bar goes to standard error where that is a terminal
     * @param args the arguments of the command line
     * @return the exit code
     */
    public static int run(PrintStream out, String... args) {
        return run(out, null, args);
    }

    /**
     * Runs the importer in this process with tokens from there.
     *
     * @param tokens gives a token that is good for now each time it is asked; arguments of the command line come first
     */
    public static int run(PrintStream out, @Nullable Supplier<String> tokens, String... args) {
        var writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
        return new CommandLine(new Importer(out, tokens))
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> failed(exception, out))
                .execute(args);
    }

    /** What cannot be read and what was interrupted needs no stack trace. */
    private static int failed(Exception exception, PrintStream out) throws Exception {
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            out.println("interrupted: run it again to go on");
        } else if (exception instanceof IOException) {
            out.println("the history cannot be read: " + exception.getMessage());
        } else {
            throw exception;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parallel < 1 || parallel > 256) {
            throw new ParameterException(spec.commandLine(), "--parallel is from 1 to 256");
        }
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit is not negative");
        }
        if (product != null && !product.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new ParameterException(
                    spec.commandLine(), "--product is 1 to 63 lower-case letters, digits or hyphens: " + product);
        }
        requireHttp("--url", url);
        requireHttp("--queries", queries);
        var settings = new Import.Settings(product, parallel, limit);
        var clock = InstantSource.system();
        if (dryRun) {
            try (var history = open();
                    var console = Console.lines(out)) {
                return exitCode(Import.rehearse(history, settings, console, clock));
            }
        }
        var from = tokenSource(clock);
        var waiting = new Patience(Patience.DEFAULT.first(), Patience.DEFAULT.longest(), patience);
        Summary summary;
        try (var history = open();
                var console = Console.showing(out, "importing", history.size())) {
            summary = Import.record(history, url, queries, from, waiting, settings, console, clock);
        }
        // Behind the end of the bar.
        out.println(summary.text());
        return exitCode(summary);
    }

    private void requireHttp(String option, URI address) {
        if (!address.isAbsolute() || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new ParameterException(spec.commandLine(), option + " is not an http or https address: " + address);
        }
    }

    private static int exitCode(Summary summary) {
        return summary.succeeded() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private History open() throws IOException {
        if (source.file != null) {
            return FileHistory.of(source.file);
        }
        if (source.git != null) {
            return GitHistory.open(source.git.directory, source.git.tags);
        }
        return FileHistory.sample();
    }

    private TokenSource tokenSource(InstantSource clock) {
        if (token != null && token.token != null) {
            return TokenSource.fixed(token.token);
        }
        if (token != null && token.command != null) {
            return new TokenCommand(token.command, clock);
        }
        if (tokens != null) {
            return TokenSource.from(tokens);
        }
        throw new ParameterException(
                spec.commandLine(), "a token is needed: --token-command 'infra/token importer', or --token");
    }
}
