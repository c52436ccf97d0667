package dev.releaseledger.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Says on a terminal what is ready and how long it took. */
record Progress(PrintStream out, long startedNanos) {

    static Progress to(PrintStream out) {
        return new Progress(out, System.nanoTime());
    }

    /** A step that failed; the message names it and what lies at the bottom. */
    static final class StepFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailed(String step, Exception cause) {
            super("The " + step + " does not start: " + bottom(cause), cause);
        }

        private static String bottom(Throwable failure) {
            Throwable bottom = failure;
            while (bottom.getCause() != null) {
                bottom = bottom.getCause();
            }
            return bottom.getMessage() == null ? bottom.toString() : bottom.getMessage();
        }
    }

    /**
     * Runs a step and prints how long it took.
     *
     * @throws StepFailed when it throws anything
     */
    <T> T timed(String step, Callable<T> work) {
        long before = System.nanoTime();
        try {
            T result = work.call();
            say(String.format(Locale.ROOT, "  %-16s %5.1f s", step, seconds(before)));
            return result;
        } catch (Exception e) {
            throw new StepFailed(step, e);
        }
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Steps run side by side; their lines do not mix. */
    void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
