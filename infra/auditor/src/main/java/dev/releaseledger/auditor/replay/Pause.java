package dev.releaseledger.auditor.replay;

import java.io.Console;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What comes between two steps. */
@FunctionalInterface
interface Pause {
    /** None. */
    Pause NEVER = () -> true;

    /** Whether to go on; may wait for somebody to say so. */
    boolean goOn();

    /**
     * Waits for whoever sits at the terminal.
     *
     * @throws ParameterException if nobody can
     */
    static Pause onTerminal(CommandLine called) {
        Console console = System.console();
        if (console == null) {
            throw new ParameterException(called, "--interactive is for a terminal, and this is none");
        }
        return () -> {
            String answer = console.readLine("Enter for the next entry, q to end: ");
            return answer != null && !answer.strip().equalsIgnoreCase("q");
        };
    }
}
