package dev.releaseledger.auditor.report;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far a command is, where somebody watches; nowhere else. */
public final class Progress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins.
     *
     * @param what is being done, in a word or two
     * @param size how many entries there are, where that is known
     */
    public static Progress of(String what, OptionalLong size) {
        return new Progress(
                errorsGoToATerminal()
                        ? new ProgressBarBuilder()
                                .setTaskName(what)
                                .setInitialMax(size.orElse(-1))
                                .setUnit(" entries", 1)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUpdateIntervalMillis(200)
                                .showSpeed()
                                .build()
                        : null);
    }

    /** Java cannot tell whether standard error is a terminal; the shell's own test can, since it inherits it. */
    private static boolean errorsGoToATerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2").inheritIO().start();
            return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many entries are done. Cheap enough for every few thousand, not for every one. */
    public void at(long entries) {
        if (bar != null) {
            bar.stepTo(entries);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
