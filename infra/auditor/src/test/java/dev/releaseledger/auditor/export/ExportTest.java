package dev.releaseledger.auditor.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.Cosigner;
import dev.releaseledger.auditor.harness.LogServer;
import dev.releaseledger.auditor.harness.SmallLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    private Path folder;

    private final SmallLedger ledger = new SmallLedger().grow(3_000);
    private final LogServer server = new LogServer(ledger);

    @AfterEach
    void stop() {
        server.close();
    }

    private byte[] whole() {
        Path file = ledger.export(folder.resolve("whole"));
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder.resolve("whole.checkpoint"));
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWholeLedgerIsTakenFromItsTiles_withItsCheckpointBesideIt() throws IOException {
        Path file = folder.resolve("export.ndjson");

        Called export = Called.with("export", server.address(), file, "--key", ledger.key());

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.out()).contains("Exported: the 3000 entries of example.com/ledger are in " + file);
        assertThat(files()).containsExactly("export.ndjson", "export.ndjson.checkpoint");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole());
        assertThat(Called.with("verify", "--hashes", file, "--key", ledger.key())
                        .exitCode())
                .isZero();
    }

    @Test
    void rawEntriesGiveTheSame_compressedWhereTheNameSaysSo() throws IOException {
        Path file = folder.resolve("export.ndjson.gz");

        Called export = Called.with("export", server.entries(), file, "--key", ledger.key(), "--json");

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.json().get("size").longValue()).isEqualTo(3_000);
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(in.readAllBytes()).isEqualTo(whole());
        }
    }

    @Test
    void afterABreakTheSameCommandGoesOn_plainOrCompressed() throws IOException {
        for (String name : List.of("export.ndjson", "export.ndjson.gz")) {
            Path file = folder.resolve(name);
            server.breakOff(address -> address.endsWith("/tile/entries/003"));
            Called broken = Called.with("export", server.address(), file, "--key", ledger.key());

            assertThat(broken.exitCode()).isEqualTo(3);
            assertThat(broken.err()).contains("of 3000 entries are kept, and the same command goes on with them");
            assertThat(file).doesNotExist();

            server.breakOffNone();
            Called resumed = Called.with("export", server.address(), file, "--key", ledger.key());

            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            assertThat(resumed.err()).containsPattern("goes on after the [1-9][0-9]* entries of ");
            assertThat(Called.with("diff", server.address(), file).exitCode()).isZero();
        }
        assertThat(files()).noneMatch(name -> name.contains(".part"));
    }

    @Test
    void whatAKilledRunWroteBeyondWhatItKeptIsCutOff() throws IOException {
        Path file = folder.resolve("export.ndjson");
        server.breakOff(address -> address.endsWith("/tile/entries/003"));
        Called.with("export", server.address(), file);
        Files.writeString(Part.file(file), Files.readString(Part.file(file)) + "{\"half\":");
        server.breakOffNone();

        assertThat(Called.with("export", server.address(), file).exitCode()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole());
    }

    @Test
    void whatTheDiskChangedDuringABreakIsFound() throws IOException {
        Path file = folder.resolve("export.ndjson");
        server.breakOff(address -> address.endsWith("/tile/entries/003"));
        Called.with("export", server.address(), file);
        Files.writeString(Part.file(file), Files.readString(Part.file(file)).replaceFirst("Mend", "Mind"));
        server.breakOffNone();

        Called resumed = Called.with("export", server.address(), file, "--json");

        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(resumed.json().at("/faults/0/kind").stringValue()).isEqualTo("root");
        assertThat(file).doesNotExist();
        // What was wrong once is not gone on with.
        assertThat(Called.with("export", server.address(), file).exitCode()).isZero();
    }

    @Test
    void anEntryAtAnotherPositionThanItClaimsIsNamed_andNothingIsWritten() {
        server.serve(ledger.with(1_234, ledger.entry(1_233)));
        Path file = folder.resolve("export.ndjson");

        Called export = Called.with("export", server.address(), file, "--key", ledger.key());

        assertThat(export.exitCode()).isEqualTo(1);
        assertThat(export.out()).contains("Not exported: position 1234: position: expected 1234, got 1233");
        assertThat(file).doesNotExist();
    }

    @Test
    void entriesThatAreNotThoseOfAKeptCheckpointAreNotExported() throws IOException {
        Path kept = Files.writeString(
                folder.resolve("kept"), ledger.checkpoint(2_000).format());
        server.serve(
                ledger.with(1_234, ledger.text(1_234).replace("Mend", "Mind").getBytes(UTF_8)));

        Called export = Called.with(
                "export", server.address(), folder.resolve("e.ndjson"), "--key", ledger.key(), "--checkpoint", kept);

        assertThat(export.out()).contains("Not exported: root: expected ");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotBelieved_andWithoutAKeyItIsSaidThatNobodyChecked() {
        Path file = folder.resolve("export.ndjson");

        assertThat(Called.with("export", server.address(), file, "--key", new SmallLedger().key()))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains("Not exported: checkpoint"));
        assertThat(Called.with("export", server.address(), file).err())
                .contains("the checkpoint is believed without its signature");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhenThatIsAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("export.ndjson"), "precious");

        assertThat(Called.with("export", server.address(), file))
                .returns(2, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("is there already: give --replace"));
        assertThat(file).content().isEqualTo("precious");
        assertThat(Called.with("export", server.address(), file, "--replace").exitCode())
                .isZero();
        assertThat(file).binaryContent().isEqualTo(whole());
    }

    @Test
    void nothingThatAnswersEndsWith3() {
        server.close();

        assertThat(Called.with("export", server.address(), folder.resolve("e.ndjson"))
                        .exitCode())
                .isEqualTo(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void aBreakBeforeTheFirstEntryLeavesNothing() {
        server.breakOff(address -> address.contains("/tile/"));

        assertThat(Called.with("export", server.address(), folder.resolve("e.ndjson"))
                        .exitCode())
                .isEqualTo(3);
        assertThat(files()).isEmpty();
    }

    @Test
    void anExportIsMadeUnderAPinnedWitnessOnlyWhereThatCosigned_andSaysWhatWasChecked() throws IOException {
        Cosigner witness = new Cosigner("witness.example/w1");
        Path cosigned = Files.writeString(
                folder.resolve("cosigned"),
                witness.cosign(ledger.checkpoint(2_000)).format());
        Path file = folder.resolve("export.ndjson");

        assertThat(Called.with("export", server.address(), file, "--key", ledger.key(), "--witness", witness.key()))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains("Not exported: witness: "));
        assertThat(file).doesNotExist();
        Called signed = Called.with(
                "export",
                server.address(),
                file,
                "--json",
                "--key",
                ledger.key(),
                "--witness",
                witness.key(),
                "--checkpoint",
                cosigned);
        assertThat(signed.exitCode()).as(signed.err()).isZero();
        assertThat(signed.json().get("signed").booleanValue()).isTrue();
        Called unsigned = Called.with("export", server.address(), file, "--replace");
        assertThat(unsigned.out()).contains("Nobody checked who signed it.");
    }
}
