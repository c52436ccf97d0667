package dev.releaseledger.acceptance.harness;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints what the services said last when a test fails. */
public final class LogsOnFailure implements TestWatcher {
    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (ServiceProcess service : ServiceProcess.all()) {
            out.println("--- " + context.getDisplayName() + " failed; the end of the log of " + service + ":");
            out.println(service.logTail());
        }
    }
}
