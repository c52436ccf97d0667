package dev.releaseledger.query.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The DORA figures as {@code infra/dora-figures} counts them from raw entries, without any code of the services. */
public final class Recount {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SCRIPT = Path.of("..", "infra", "dora-figures");

    private Recount() {}

    /** Skips the test where there is no Python. */
    public static void orSkip() {
        boolean runs;
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .start();
            runs = python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            runs = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Assumptions.assumeTrue(runs, "python3 is not here: nothing counts the figures again");
    }

    /** What it counts in each window. */
    public static List<JsonNode> of(List<byte[]> entries, List<List<Instant>> windows, List<String> arguments) {
        try {
            Path asked = Files.createTempFile("windows", ".txt");
            Path answered = Files.createTempFile("figures", ".ndjson");
            Files.write(
                    asked,
                    windows.stream()
                            .map(window -> window.get(0) + " " + window.get(1))
                            .toList());
            List<String> command =
                    new ArrayList<>(List.of("python3", SCRIPT.toString(), "--windows", asked.toString()));
            command.addAll(arguments);
            Process python = new ProcessBuilder(command)
                    .redirectOutput(answered.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream out = new BufferedOutputStream(python.getOutputStream(), 1 << 16)) {
                for (byte[] entry : entries) {
                    out.write(entry);
                    out.write('\n');
                }
            }
            assertThat(python.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(python.exitValue()).isZero();
            List<JsonNode> figures = Files.readAllLines(answered, UTF_8).stream()
                    .map(JSON::readTree)
                    .toList();
            assertThat(figures).hasSameSizeAs(windows);
            Files.delete(asked);
            Files.delete(answered);
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Insists that the service answered every number that was counted, to the last digit. */
    public static void compare(JsonNode answered, JsonNode counted) {
        assertThat(leaves(pick(answered, counted), "")).isEqualTo(leaves(counted, ""));
    }

    /** Of the answer, what the count has too. */
    private static JsonNode pick(JsonNode answered, JsonNode counted) {
        if (!counted.isObject()) {
            return answered;
        }
        var picked = JSON.createObjectNode();
        counted.properties().forEach(each -> {
            JsonNode value = answered.get(each.getKey());
            assertThat(value).as(each.getKey()).isNotNull();
            picked.set(each.getKey(), pick(value, each.getValue()));
        });
        return picked;
    }

    /** 0.10 and 0.1 are the same number. */
    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    private static List<String> leaves(JsonNode node, String path) {
        if (!node.isObject()) {
            return List.of(path + " " + (node.isNull() ? "null" : plain(node.asString())));
        }
        List<String> leaves = new ArrayList<>();
        node.properties().forEach(each -> leaves.addAll(leaves(each.getValue(), path + "/" + each.getKey())));
        return leaves;
    }
}
