package dev.releaseledger.auditor.prove;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.Cosigner;
import dev.releaseledger.auditor.harness.LogServer;
import dev.releaseledger.auditor.harness.SmallLedger;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.InclusionProof;
import dev.releaseledger.events.ledger.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProveTest {
    @TempDir
    private Path folder;

    private final SmallLedger ledger = new SmallLedger().grow(300);
    private Path export;
    private Path proof;
    private Path entry;

    @BeforeEach
    void placeFiles() {
        export = ledger.export(folder.resolve("export.ndjson"));
        proof = folder.resolve("proof");
        entry = folder.resolve("entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 299})
    void aProofMadeOfAnExportIsThatOfTheTree_andIsCheckedOffline(int position) throws IOException {
        assertThat(Called.with("prove", position, export, "--key", ledger.key(), "--out", proof, "--entry", entry))
                .returns(0, Called::exitCode)
                .returns("", Called::out);

        assertThat(Files.readString(proof))
                .isEqualTo(TlogProof.of(InclusionProof.of(position, 300, ledger.hashes()), ledger.checkpoint(300))
                        .format());
        assertThat(Files.readAllBytes(entry)).isEqualTo(ledger.entry(position));
        assertThat(Called.with("check-proof", proof, entry, "--key", ledger.key()))
                .returns(0, Called::exitCode)
                .satisfies(called -> assertThat(called.out())
                        .contains("Proven: this entry is at position " + position + " of example.com/ledger"));
    }

    @Test
    void aProofMadeOfTilesIsTheSame_inTheTreeOfAnOlderCheckpointToo() throws IOException {
        Path old = folder.resolve("old");
        Files.writeString(old, ledger.checkpoint(270).format());
        try (LogServer server = new LogServer(ledger)) {
            Called ofTiles = Called.with("prove", 17, server.address(), "--key", ledger.key());
            Called ofExport = Called.with("prove", 17, export, "--key", ledger.key());

            assertThat(ofTiles.exitCode()).as(ofTiles.err()).isZero();
            assertThat(ofTiles.out()).isEqualTo(ofExport.out());
        }
        assertThat(Called.with("prove", 17, export, "--key", ledger.key(), "--checkpoint", old)
                        .out())
                .isEqualTo(TlogProof.of(InclusionProof.of(17, 270, ledger.hashes()), ledger.checkpoint(270))
                        .format());
    }

    @Test
    void theResultAsJsonHoldsTheProof() {
        Called proved = Called.with("prove", 3, export, "--json", "--key", ledger.key());

        assertThat(proved.json().get("position").longValue()).isEqualTo(3);
        assertThat(proved.json().get("size").longValue()).isEqualTo(300);
        assertThat(proved.json().get("leaf").stringValue())
                .isEqualTo(Hash.leaf(ledger.entry(3)).toBase64());
        assertThat(proved.json().get("proof").stringValue()).startsWith("c2sp.org/tlog-proof@v1\nindex 3\n");
    }

    @Test
    void entriesThatAreNotThoseOfTheCheckpointGiveNoProof() throws IOException {
        Path altered = ledger.with(201, ledger.text(201).replace("Mend", "Mind").getBytes(UTF_8))
                .export(folder.resolve("altered.ndjson"));
        Files.copy(folder.resolve("export.ndjson.checkpoint"), folder.resolve("kept"));

        Called proved = Called.with(
                "prove",
                3,
                altered,
                "--json",
                "--key",
                ledger.key(),
                "--checkpoint",
                folder.resolve("kept"),
                "--out",
                proof);

        assertThat(proved.exitCode()).isEqualTo(1);
        assertThat(proved.json().at("/faults/0/kind").stringValue()).isEqualTo("root");
        assertThat(proof).doesNotExist();
    }

    @Test
    void anExportThatIsShorterThanTheCheckpointGivesNoProof() {
        Path cut = ledger.copy(299).export(folder.resolve("cut.ndjson"));

        assertThat(Called.with("prove", 3, cut, "--checkpoint", export + ".checkpoint"))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.err())
                        .contains("believed without its signature", "has entries 0 to 298 without a gap, not 300"));
    }

    @Test
    void aPositionBeyondTheTreeIsCalledWrongly_andACheckpointOfAnotherKeyDoesNotHold() {
        assertThat(Called.with("prove", 300, export, "--key", ledger.key()))
                .returns(2, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("positions 0 to 299, not 300"));
        assertThat(Called.with("prove", 3, export, "--key", new SmallLedger().key()))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("no proof: checkpoint"));
    }

    @Test
    void aProofIsOfNoOtherEntry_underNoOtherKey_andNotWhenAltered() throws IOException {
        Called.with("prove", 3, export, "--out", proof, "--entry", entry);
        Path other = folder.resolve("other");
        Files.write(other, ledger.entry(4));
        Path altered = folder.resolve("altered");
        Files.writeString(altered, Files.readString(proof).replace("index 3\n", "index 2\n"));
        Path cut = folder.resolve("cut");
        Files.writeString(cut, Files.readString(proof).substring(0, 80));

        Called ofOther = Called.with("check-proof", proof, other, "--json", "--key", ledger.key());
        assertThat(ofOther.exitCode()).isEqualTo(1);
        assertThat(ofOther.json().get("holds").booleanValue()).isFalse();
        assertThat(ofOther.json().at("/faults/0/kind").stringValue()).isEqualTo("proof");
        assertThat(Called.with("check-proof", altered, entry, "--key", ledger.key())
                        .exitCode())
                .isEqualTo(1);
        assertThat(Called.with("check-proof", proof, entry, "--key", new SmallLedger().key())
                        .out())
                .contains("Not proven: checkpoint");
        assertThat(Called.with("check-proof", cut, entry, "--key", ledger.key()).out())
                .contains("Not proven", "a tlog-proof");
        assertThat(Called.with("check-proof", proof, entry))
                .returns(2, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("no key is pinned"));
        assertThat(Called.with("check-proof", proof, folder.resolve("none"), "--key", ledger.key())
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aLineOfAnExportIsItsEntry() throws IOException {
        Called.with("prove", 3, export, "--out", proof);
        Files.writeString(entry, ledger.text(3) + "\n");

        assertThat(Called.with("check-proof", proof, entry, "--key", ledger.key())
                        .exitCode())
                .isZero();
    }

    @Test
    void anEntryAtAPlaceThatItDoesNotClaimIsNamed() throws IOException {
        SmallLedger doubled = new SmallLedger().plan(0);
        doubled.raw(doubled.entry(0));
        Path file = doubled.export(folder.resolve("doubled.ndjson"));
        Called.with("prove", 1, file, "--out", proof, "--entry", entry);

        assertThat(Called.with("check-proof", proof, entry, "--key", doubled.key())
                        .out())
                .contains("Not proven: position 1: position: expected an entry that says that it is at 1");
    }

    @Test
    void aProofIsWorthAPinnedWitnessOnlyWhereThatCosigned() throws IOException {
        Cosigner witness = new Cosigner("witness.example/w1");
        Path cosigned = Files.writeString(
                folder.resolve("cosigned"),
                witness.cosign(ledger.checkpoint(300)).format());

        Called without = Called.with("prove", 3, export, "--key", ledger.key(), "--witness", witness.key());
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).contains("no proof: witness: expected a checkpoint that witness.example/w1 cosigned");
        Called.with("prove", 3, export, "--key", ledger.key(), "--out", proof, "--entry", entry);
        assertThat(Called.with("check-proof", proof, entry, "--key", ledger.key(), "--witness", witness.key()))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains("Not proven: witness: "));

        assertThat(Called.with(
                                "prove",
                                3,
                                export,
                                "--key",
                                ledger.key(),
                                "--witness",
                                witness.key(),
                                "--checkpoint",
                                cosigned,
                                "--out",
                                proof)
                        .exitCode())
                .isZero();
        assertThat(Called.with("check-proof", proof, entry, "--key", ledger.key(), "--witness", witness.key())
                        .exitCode())
                .isZero();
    }

    @Test
    void aProofHasItsCheckpointInItself_soNoneIsTakenBeside() {
        assertThat(Called.with("check-proof", proof, entry, "--key", ledger.key(), "--checkpoint", export)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void whetherTheSignatureWasCheckedIsSaid() {
        assertThat(Called.with("prove", 3, export, "--json")
                        .json()
                        .get("signed")
                        .booleanValue())
                .isFalse();
        assertThat(Called.with("prove", 3, export, "--json", "--key", ledger.key())
                        .json()
                        .get("signed")
                        .booleanValue())
                .isTrue();
    }
}
