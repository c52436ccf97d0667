package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Importing;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.auditor.Auditor;
import dev.releaseledger.events.envelope.EntryJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What an auditor with no more than a key and what was handed out can say of the running services. Comes last, so that what
 * the others did is audited too.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(LogsOnFailure.class)
class AuditedLedgerIT {
    private static final String PRODUCT = "audited";

    @TempDir
    private Path directory;

    /** How the auditor ended, and what it said as JSON. */
    private record Verdict(int code, JsonNode result) {
        private Verdict holds() {
            assertThat(code).as("%s", result).isZero();
            return this;
        }
    }

    private static Verdict verify(Ledger ledger, String source, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                source,
                "--json",
                "--all",
                "--key",
                ledger.verifierKey().format()));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Auditor.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        assertThat(out.toString()).as(err.toString()).isNotBlank();
        return new Verdict(code, EntryJson.mapper().readTree(out.toString()));
    }

    /** Only those of the checkpoint: others may have come since it was signed. */
    private Path export(List<byte[]> entries, String checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long size = Long.parseLong(checkpoint.lines().toList().get(1));
        for (byte[] entry : entries.stream().limit(size).toList()) {
            bytes.writeBytes(entry);
            bytes.write('\n');
        }
        Path file = Files.createTempFile(directory, "export", ".ndjson");
        Files.write(file, bytes.toByteArray());
        Files.writeString(file.resolveSibling(file.getFileName() + ".checkpoint"), checkpoint);
        return file;
    }

    @Test
    void whateverWasDone_everyDecisionOfItIsMadeAgainFromTheExportAndFromTheTopic() throws IOException {
        Ledger ledger = SharedLedger.get();
        Team team = new Team(ledger);
        UUID release = team.plan(PRODUCT, "1.0.0");
        team.the("developer").post(path(release, "changes"), Team.change("one")).expect(200);
        team.approve(release, "release-manager", "DEVELOPMENT").expect(409);
        team.approve(release, "developer", "DEVELOPMENT").expect(403);
        team.the("release-manager")
                .post("/v1/releases", Team.planned(PRODUCT, "1.0.0"))
                .expect(409);
        team.takeToProductionGate(release);
        Importing.ofSample(ledger.commandService(0), ledger.queryService(0)).expectWhole();
        Answer last = team.the("developer")
                .post(path(team.plan(PRODUCT, "1.1.0"), "changes"), Team.change("two"))
                .expect(200);
        ledger.whole(last.position());

        String checkpoint =
                ledger.nobody().get("/ledger/checkpoint").expect(200).text();
        Verdict ofExport = verify(ledger, export(ledger.handedOut(), checkpoint).toString())
                .holds();
        Verdict ofTopic = verify(ledger, "kafka://" + ledger.kafka() + "/" + ledger.eventsTopic(), "--tail")
                .holds();

        for (Verdict verdict : List.of(ofExport, ofTopic)) {
            assertThat(verdict.result().path("covered").longValue()).isGreaterThan(last.position());
            assertThat(verdict.result().at("/decidedAgain/approvals").intValue())
                    .isGreaterThanOrEqualTo(3);
            assertThat(verdict.result().at("/decidedAgain/refusals").intValue()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aRowThatASuperuserEdits_isFoundInTheDatabase_andWhatWasPublishedIsAsItWas() throws IOException {
        try (Ledger ledger = Ledger.start("edited", 1, 1)) {
            Team team = new Team(ledger);
            UUID release = team.plan(PRODUCT, "1.0.0");
            Answer last = team.the("developer")
                    .post(path(release, "changes"), Team.change("one"))
                    .expect(200);
            ledger.whole(last.position());
            String checkpoint =
                    ledger.nobody().get("/ledger/checkpoint").expect(200).text();
            Path kept = Files.writeString(directory.resolve("kept"), checkpoint);
            verify(ledger, export(ledger.rows(), checkpoint).toString()).holds();

            ledger.editRow(0, AuditedLedgerIT::decidedLongAgo);

            Verdict ofRows = verify(ledger, export(ledger.rows(), checkpoint).toString());
            assertThat(ofRows.code()).as("%s", ofRows.result()).isEqualTo(1);
            assertThat(ofRows.result().at("/faults/0/kind").asString()).isEqualTo("root");
            verify(ledger, export(ledger.handedOut(), checkpoint).toString(), "--checkpoint", kept.toString())
                    .holds();
            verify(
                            ledger,
                            "kafka://" + ledger.kafka() + "/" + ledger.eventsTopic(),
                            "--tail",
                            "--checkpoint",
                            kept.toString())
                    .holds();

            ledger.editRow(last.position(), AuditedLedgerIT::decidedLongAgo);
            ledger.commandService(0).killHard();
            ledger.commandService(0).start();

            Awaitility.await("the command service appends to no such database")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> ledger.commandService(0).log().contains("is not the one that is published")
                            && ledger.commandService(0).health() == 503);
            team.the("developer")
                    .post(path(release, "changes"), Team.change("three"))
                    .expect(503);
        }
    }

    private static String decidedLongAgo(String entry) {
        return entry.replace("\"decidedat\":\"20", "\"decidedat\":\"19");
    }
}
