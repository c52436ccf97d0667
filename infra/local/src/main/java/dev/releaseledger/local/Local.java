package dev.releaseledger.local;

import dev.releaseledger.servers.FolderLock;
import dev.releaseledger.servers.ServerFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts everything in this JVM; behind {@code infra/up}. */
public final class Local {
    private Local() {}

    /** With {@code --demo}, the importer's sample history is imported as well. Runs until it is told to stop. */
    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        if (!options.isEmpty() && !options.equals(List.of("--demo"))) {
            System.err.println("usage: infra/up [--demo]");
            System.exit(2);
        }
        oneLogForAll();
        try {
            start(LocalSettings.from(System.getenv()), options.contains("--demo"));
        } catch (CannotStart | IllegalArgumentException | Progress.StepFailed e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            // What runs already would keep this process up.
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Three applications share this JVM's log; logback.xml alone decides what is in it. */
    private static void oneLogForAll() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    }

    /** Something outside keeps us from starting; the message says what, and what to change. */
    static final class CannotStart extends Exception {
        private static final long serialVersionUID = 1L;

        CannotStart(String message) {
            super(message);
        }
    }

    private static void start(LocalSettings settings, boolean demo) throws CannotStart {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
        Secrets.closeToOthers(settings.data());
        parts.add(Parts.Layer.DATA, lock(settings.data()));
        refuseTakenPorts(settings);

        Progress progress = Progress.to(System.out);
        progress.say("Release Ledger starts; its data is in " + settings.data());
        Everything everything = new Everything(settings, Secrets.in(settings.data()), parts, progress);
        everything.start();
        progress.say(String.format(
                Locale.ROOT, "Ready after %.1f s.%n", progress.sinceStart().toMillis() / 1000.0));
        progress.say(everything.whereToLook());
        if (demo) {
            new Demo(settings, progress).run();
        }
    }

    private static FolderLock lock(Path data) throws CannotStart {
        try {
            return FolderLock.take(data);
        } catch (ServerFailed inUse) {
            throw new CannotStart("Release Ledger runs already over " + data
                    + ": stop it, or choose another folder with RELEASE_LEDGER_DATA");
        }
    }

    private static void refuseTakenPorts(LocalSettings settings) throws CannotStart {
        List<String> taken = settings.listeners().stream()
                .filter(Listener::isTaken)
                .map(listener -> "Port " + listener.port() + " (" + listener.name()
                        + ") is taken by another process: choose another with " + listener.variable())
                .toList();
        if (!taken.isEmpty()) {
            throw new CannotStart(String.join("\n", taken));
        }
    }
}
