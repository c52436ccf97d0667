package dev.releaseledger.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.HistoryFile;
import dev.releaseledger.acceptance.harness.Importing;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.Listed;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.Python;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The findings of imported histories, against those that a plain Python script makes of the raw entries. */
@ExtendWith(LogsOnFailure.class)
class ImportedFindingsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ENTRIES_AT_A_TIME = 20_000;

    private final Ledger ledger = SharedLedger.get();
    private final Caller auditor = new Team(ledger).the("auditor");

    @TempDir
    private Path folder;

    /**
     * A finding, as far as it is recomputed.
     *
     * @param missing between which positions something is missing; empty where nothing is
     * @param until the position at which it ended; null where it stands
     */
    private record Found(
            String rule,
            String subject,
            String key,
            List<Long> cited,
            List<Long> missing,
            long since,
            Instant at,
            @Nullable Long until) {}

    @Test
    void theFindingsOfTheSampleAreThoseOfThePlainRecomputation() throws IOException {
        Importing imported = Importing.ofSample(ledger.commandService(0), ledger.queryService(0))
                .expectWhole();
        awaitCompleted("lighthouse", imported.releases());
        List<Found> answered = agreesWithPython("lighthouse");
        assertThat(rules(answered)).contains("no-way-back", "not-watched-after-deployment");
    }

    @Test
    void theFindingsOfARealHistoryAreThoseOfThePlainRecomputation() throws IOException {
        HistoryFile history = HistoryFile.realWhereThereIsOne();
        Importing.again(history.file(), ledger.commandService(0), ledger.queryService(0))
                .expectWhole();
        awaitCompleted(history.project(), history.releases());
        List<Found> answered = agreesWithPython(history.project());
        assertThat(answered.stream()
                        .filter(finding -> finding.rule().equals("no-way-back"))
                        .count())
                .isEqualTo(history.releases());
    }

    private List<Found> agreesWithPython(String product) throws IOException {
        Path entries = dumped();
        List<Found> recomputed = Python.run("findings.py", entries.toString(), product).stream()
                .map(JSON::readTree)
                .map(ImportedFindingsIT::recomputed)
                .toList();
        List<Found> answered = answered(product);
        assertThat(answered).isNotEmpty().doesNotHaveDuplicates();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(recomputed);
        return answered;
    }

    /** The last that an import says of a release is that it was completed. */
    private void awaitCompleted(String product, long releases) {
        Awaitility.await("the releases of " + product + " on the read side")
                .atMost(Duration.ofMinutes(2))
                .until(() -> Listed.releases(auditor, product).stream()
                                .filter(release ->
                                        release.path("status").asString().equals("COMPLETED"))
                                .count()
                        == releases);
    }

    private Path dumped() throws IOException {
        Path file = folder.resolve("entries.ndjson");
        long after = -1;
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                Answer page = auditor.get("/v1/entries?limit=" + ENTRIES_AT_A_TIME + "&after=" + after)
                        .expect(200);
                long lines = new String(page.body(), UTF_8).lines().count();
                if (lines == 0) {
                    return file;
                }
                out.write(page.body());
                after += lines;
            }
        }
    }

    private List<Found> answered(String product) {
        List<Found> all = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = auditor.get("/v1/findings?limit=200&product=" + product + cursor)
                    .expect(200)
                    .json();
            assertThat(page.path("incomplete").asBoolean()).isFalse();
            page.path("findings").forEach(finding -> all.add(answered(finding)));
            if (page.path("next").isNull()) {
                return all;
            }
            cursor = "&cursor=" + page.path("next").asString();
        }
    }

    private static Found answered(JsonNode finding) {
        JsonNode missing = finding.path("missing");
        JsonNode until = finding.path("until");
        return new Found(
                finding.path("rule").asString(),
                finding.path("subject").asString(),
                finding.path("key").asString(),
                positions(finding.path("cited")),
                missing.isNull()
                        ? List.of()
                        : List.of(
                                missing.path("after").asLong(),
                                missing.path("before").asLong()),
                finding.path("since").path("position").asLong(),
                Instant.parse(finding.path("since").path("at").asString()),
                until.isNull() ? null : until.path("position").asLong());
    }

    private static Found recomputed(JsonNode finding) {
        return new Found(
                finding.get(0).asString(),
                finding.get(1).asString(),
                finding.get(2).asString(),
                positions(finding.get(3)),
                positions(finding.get(4)),
                finding.get(5).asLong(),
                Instant.parse(finding.get(6).asString()),
                finding.get(7).isNull() ? null : finding.get(7).asLong());
    }

    private static List<Long> positions(JsonNode list) {
        List<Long> positions = new ArrayList<>();
        list.forEach(each -> positions.add(each.asLong()));
        return positions;
    }

    private static Set<String> rules(List<Found> findings) {
        return findings.stream().map(Found::rule).collect(Collectors.toSet());
    }
}
