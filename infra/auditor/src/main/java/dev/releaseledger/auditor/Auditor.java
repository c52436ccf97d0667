package dev.releaseledger.auditor;

import dev.releaseledger.auditor.consistency.Consistency;
import dev.releaseledger.auditor.diff.Diff;
import dev.releaseledger.auditor.export.Export;
import dev.releaseledger.auditor.prove.CheckProof;
import dev.releaseledger.auditor.prove.Prove;
import dev.releaseledger.auditor.replay.Replay;
import dev.releaseledger.auditor.report.ExitCode;
import dev.releaseledger.auditor.report.Printable;
import dev.releaseledger.auditor.verify.Verify;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The auditor's command line; its subcommands are in packages of their own. */
@Command(
        name = "auditor",
        sortOptions = false,
        subcommands = {
            Verify.class,
            Replay.class,
            Prove.class,
            CheckProof.class,
            Consistency.class,
            Diff.class,
            Export.class,
        },
        description = "Verifies, replays and compares release ledgers without trusting whoever keeps them.",
        footer = {
            "",
            "Ends with 0 when everything holds, with 1 when something does not, with 2 when",
            "called wrongly, with 3 when what is to be judged cannot be read, and with 4 when",
            "the auditor itself failed, which is no verdict."
        })
public final class Auditor implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this and end.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    /** Runs the command line. */
    public static void main(String... arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs in this process. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new CommandLine(new Auditor())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((exception, called, parsed) -> failed(exception, err));
        try {
            return commands.execute(arguments);
        } catch (VirtualMachineError e) {
            return failed(e, err);
        }
    }

    /** What cannot be read needs no stack trace; a failure of the auditor's own does, and must not look like a verdict. */
    static int failed(Throwable failure, PrintWriter err) {
        if (failure instanceof IOException) {
            err.println(Printable.of("cannot be read: " + failure.getMessage()));
            return ExitCode.UNREADABLE.code();
        }
        err.println(Printable.of("the auditor failed, which is no verdict: " + failure));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        trace.toString().lines().map(Printable::of).forEach(err::println);
        return ExitCode.FAILED.code();
    }
}
