package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenFeature's own JavaScript clients, with the providers that others wrote, in a process of Node. */
public final class FlagClient implements AutoCloseable {
    private static final Path SOURCES = Path.of("src", "test", "clients");
    private static final Path INSTALLED = Path.of("target", "clients");
    private static final int OLDEST_NODE = 20;
    /** A registry that is slow, or stops in the middle, is as good as none. */
    private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(3);

    private static final Duration SAID_WITHIN = Duration.ofMinutes(1);
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);

    private static @Nullable String missing;
    private static boolean prepared;

    private final Process process;
    private final BufferedReader answers;
    private final Writer actions;

    /** Which of them. */
    public enum Kind {
        /** {@code @openfeature/server-sdk}: a request for every evaluation. */
        SERVER("server"),
        /** {@code @openfeature/web-sdk}: all flags for one context at once, asked for again and again. */
        WEB("web"),
        /** The same, told by events when to ask again. */
        WEB_BY_EVENTS("web-by-events");

        private final String name;

        Kind(String name) {
            this.name = name;
        }
    }

    private FlagClient(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.actions = process.outputWriter(UTF_8);
    }

    /** Starts a client of this service. The test is skipped where there is no Node, or the clients cannot be had. */
    public static FlagClient start(Kind kind, URI service, String token) {
        FlagClient client = launch(kind, service, token);
        assertThat(client.answer().path("ready").asString("")).as("%s", kind).isEqualTo(kind.name);
        return client;
    }

    /** What a client says that cannot start. */
    public static String failureOf(Kind kind, URI service, String token) {
        try (FlagClient client = launch(kind, service, token)) {
            return client.answer().path("failed").asString("");
        }
    }

    private static FlagClient launch(Kind kind, URI service, String token) {
        String reason = missing();
        assumeTrue(reason == null, reason);
        try {
            ProcessBuilder builder = new ProcessBuilder("node", "client.mjs", kind.name, service.toString())
                    .directory(INSTALLED.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("TOKEN", token);
            return new FlagClient(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Evaluates a flag: what the client answers, down to its error. */
    public JsonNode details(String key, Object defaultValue, Map<String, ?> context) {
        return does("details", key, defaultValue, context);
    }

    /** Evaluates a flag in the context that was set. */
    public JsonNode details(String key, Object defaultValue) {
        return does("details", key, defaultValue);
    }

    /** Sets whom a client in a browser evaluates for, and waits until its provider has taken it. */
    public void context(Map<String, ?> context) {
        does("context", context);
    }

    /** What the provider asked the service since this was called the last time: statuses, tags and contexts. */
    public List<JsonNode> asked() {
        return List.copyOf(does("asked").values());
    }

    private JsonNode does(Object... action) {
        try {
            actions.write(JsonMapper.shared().writeValueAsString(action) + "\n");
            actions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer();
    }

    private JsonNode answer() {
        FutureTask<@Nullable String> reading = new FutureTask<>(answers::readLine);
        Thread.ofPlatform().daemon().start(reading);
        try {
            String line = reading.get(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            assertThat(line).as("the client's answer").isNotNull();
            return JsonMapper.shared().readTree(line);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            throw new AssertionError("the client does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Why there are no clients here; null where there are. Installs them from the lock file, once a run. */
    private static synchronized @Nullable String missing() {
        if (!prepared) {
            missing = prepare();
            prepared = true;
        }
        return missing;
    }

    private static @Nullable String prepare() {
        String version = said(Path.of("."), SAID_WITHIN, "node", "--version");
        if (version == null || Integer.parseInt(version.strip().replaceAll("^v|\\..*$", "")) < OLDEST_NODE) {
            return "no Node of " + OLDEST_NODE + " or newer is here: the JavaScript clients are not tried";
        }
        try {
            Files.createDirectories(INSTALLED);
            for (String file : List.of("client.mjs", "package.json", "package-lock.json")) {
                Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String installed = said(
                INSTALLED,
                INSTALLED_WITHIN,
                "npm",
                "ci",
                "--prefer-offline",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--fetch-retries=1");
        return installed == null
                ? "npm cannot install the JavaScript clients from its registry, or not in time: they are not tried"
                : null;
    }

    /** What a program prints; null where it is not there, fails, or takes longer. */
    private static @Nullable String said(Path folder, Duration within, String... command) {
        try {
            Path said = Files.createTempFile("said", ".txt");
            said.toFile().deleteOnExit();
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .directory(folder.toFile())
                    .redirectOutput(said.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return null;
            }
            return process.exitValue() == 0 ? Files.readString(said) : null;
        } catch (IOException notHere) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            actions.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
