package dev.releaseledger.importer;

import dev.releaseledger.importer.send.Observer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on the console how an import goes: a bar where somebody watches, a line every tenth of the way otherwise. */
final class Console implements Observer, AutoCloseable {

    private final PrintStream out;
    private final @Nullable ProgressBar bar;
    private final boolean quiet;
    private final ReentrantLock lock = new ReentrantLock();
    private long furthest;
    private long tenthsTold;

    private Console(PrintStream out, boolean quiet, @Nullable ProgressBar bar) {
        this.out = out;
        this.quiet = quiet;
        this.bar = bar;
    }

    /** Lines and progress. */
    static Console showing(PrintStream out, String what, long size) {
        var bar = errorsGoToATerminal()
                ? new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(Math.max(size, 1))
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .hideEta()
                        .build()
                : null;
        return new Console(out, false, bar);
    }

    /** Lines alone. */
    static Console lines(PrintStream out) {
        return new Console(out, true, null);
    }

    /** Java cannot tell whether standard error is a terminal; the shell's own test can, since it inherits it. */
    private static boolean errorsGoToATerminal() {
        try {
            var test = new ProcessBuilder("test", "-t", "2").inheritIO().start();
            return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void say(String line) {
        lock.lock();
        try {
            out.println(line);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void progress(long read, long size, long releases) {
        if (quiet) {
            return;
        }
        lock.lock();
        try {
            // Releases end in another order than they began.
            furthest = Math.max(furthest, read);
            if (bar != null) {
                bar.stepTo(furthest);
                bar.setExtraMessage(" " + releases + " releases");
                return;
            }
            var tenths = size <= 0 ? 10 : furthest * 10 / size;
            if (tenths > tenthsTold) {
                tenthsTold = tenths;
                out.println(tenths * 10 + " % read, " + releases + " releases recorded");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        out.flush();
    }
}
