package dev.releaseledger.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.importer.send.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void theSampleIsRecorded() throws IOException {
        try (var service = Service.start()) {
            assertThat(run("--sample", "--url", service.url().toString(), "--token", "token"))
                    .isZero();

            assertThat(said()).contains("9 releases; recorded now: ").contains("100 % read");
            assertThat(service.recorded()).isNotEmpty();
        }
    }

    @Test
    void aFileIsRecordedAndItsBadLinesMakeItFail() throws IOException {
        var file = Files.writeString(directory.resolve("history.ndjson"), "{}\n");
        try (var service = Service.start()) {
            assertThat(run("--file", file.toString(), "--url", service.url().toString(), "--token", "token"))
                    .isEqualTo(1);

            assertThat(said()).contains("line 1: project is missing; tag is missing");
        }
    }

    @Test
    void anEmptyFileIsRecordedAtOnce() throws IOException {
        var file = Files.writeString(directory.resolve("history.ndjson"), "");

        assertThat(run("--file", file.toString(), "--token", "token")).isZero();
    }

    @Test
    void aTokenMayComeFromTheProcessAroundIt() throws IOException {
        try (var service = Service.start()) {
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            assertThat(Importer.run(
                            out,
                            () -> "ours",
                            "--sample",
                            "--url",
                            service.url().toString()))
                    .isZero();

            assertThat(service.recorded()).allMatch(call -> call.token().equals("Bearer ours"));
        }
    }

    @Test
    void aDryRunPrintsWhatWouldBeSent() {
        assertThat(run("--sample", "--dry-run", "--limit", "1")).isZero();

        assertThat(said().lines().toList())
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.startsWith("POST /v1/releases"))
                .first()
                .asString()
                .contains("\"product\":\"lighthouse\",\"version\":\"1.0.0\"")
                .contains("\"occurredAt\":\"2026-01-05T09:12:41Z\"")
                .doesNotContain("hotfixOf");
    }

    @Test
    void whoeverCallsItWronglyIsTold() {
        var wrong = List.of(
                List.of("--token", "token"),
                List.of("--sample"),
                List.of("--sample", "--file", "x", "--token", "token"),
                List.of("--sample", "--token", "token", "--token-command", "true"),
                List.of("--sample", "--token", "token", "--parallel", "0"),
                List.of("--sample", "--token", "token", "--url", "ftp://127.0.0.1"),
                List.of("--sample", "--token", "token", "--queries", "127.0.0.1:8081"),
                List.of("--sample", "--token", "token", "--product", " "),
                List.of("--sample", "--token", "token", "--limit", "-1"),
                List.of("--sample", "--token", "token", "--unheard-of"));

        assertThat(wrong)
                .allSatisfy(args -> assertThat(run(args.toArray(String[]::new))).isEqualTo(2));
    }

    @Test
    void aHistoryThatIsNotThereIsToldInALine() {
        assertThat(run("--file", directory.resolve("nowhere").toString(), "--token", "token"))
                .isEqualTo(1);
        assertThat(run("--git", directory.toString(), "--token", "token")).isEqualTo(1);

        assertThat(said()).contains("the history cannot be read: ").doesNotContain("\tat ");
    }

    private int run(String... args) {
        return Importer.run(new PrintStream(said, true, StandardCharsets.UTF_8), args);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
