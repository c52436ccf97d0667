package dev.releaseledger.auditor.consistency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.Cosigner;
import dev.releaseledger.auditor.harness.LogServer;
import dev.releaseledger.auditor.harness.SmallLedger;
import dev.releaseledger.events.ledger.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsistencyTest {
    @TempDir
    private Path folder;

    private final SmallLedger ledger = new SmallLedger().grow(300);

    private final SmallLedger rewritten =
            ledger.with(201, ledger.text(201).replace("Mend", "Mind").getBytes(UTF_8));

    private Path kept(String name, SignedNote note) throws IOException {
        return Files.writeString(folder.resolve(name), note.format());
    }

    private Called consistency(Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("consistency", "--key", ledger.key()));
        words.addAll(Arrays.asList(more));
        return Called.with(words.toArray());
    }

    @Test
    void aNewerCheckpointThatExtendsAnOlderOneIsShownTo_fromAnExportTilesOrAProof() throws IOException {
        Path old = kept("old", ledger.checkpoint(257));
        Path young = kept("new", ledger.checkpoint(300));
        Path export = ledger.export(folder.resolve("export.ndjson"));
        Path proof = folder.resolve("proof");

        Called fromExport = consistency(old, young, export, "--out", proof);
        assertThat(fromExport.exitCode()).isZero();
        assertThat(fromExport.out())
                .contains("Consistent: the 300 entries of example.com/ledger begin with the 257 of the older");
        assertThat(consistency(old, young, "--proof", proof).exitCode()).isZero();
        try (LogServer server = new LogServer(ledger)) {
            Called fromTiles = consistency(old, young, server.address(), "--json");
            assertThat(fromTiles.json().get("holds").booleanValue()).isTrue();
            assertThat(fromTiles.json().get("proof").values())
                    .extracting(hash -> hash.stringValue())
                    .containsExactlyElementsOf(Files.readAllLines(proof));
        }
    }

    @Test
    void aRewrittenHistoryIsNotShownToBeConsistent_whicheverEntriesAreLookedAt() throws IOException {
        Path old = kept("old", ledger.checkpoint(257));
        Path young = kept("new", rewritten.checkpoint(300));

        Called fromNew = consistency(old, young, rewritten.export(folder.resolve("new.ndjson")));
        assertThat(fromNew.exitCode()).isEqualTo(1);
        assertThat(fromNew.out()).contains("Not shown to be consistent: consistency: expected OLD_ROOT");
        assertThat(fromNew.err()).contains("if they are those of the newer checkpoint, history was rewritten");
        Called fromOld = consistency(old, young, ledger.export(folder.resolve("old.ndjson")), "--json");
        assertThat(fromOld.exitCode()).isEqualTo(1);
        assertThat(fromOld.json().at("/faults/0/kind").stringValue()).isEqualTo("consistency");
    }

    @Test
    void twoRootsOfOneSizeAreAFork() throws IOException {
        Called called = consistency(kept("one", ledger.checkpoint(250)), kept("two", rewritten.checkpoint(250)));

        assertThat(called.exitCode()).isEqualTo(1);
        assertThat(called.out()).contains("fork: expected root ", "prove that their signer told two histories");
    }

    @Test
    void theSameTreeIsConsistentWithItself_withoutAnySource() throws IOException {
        assertThat(consistency(kept("one", ledger.checkpoint(250)), kept("two", rewritten.checkpoint(200)))
                        .exitCode())
                .isEqualTo(2);
        assertThat(consistency(kept("one", ledger.checkpoint(250)), kept("two", ledger.checkpoint(250)))
                        .exitCode())
                .isZero();
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotBelieved_andTheFileIsNamed() throws IOException {
        Path old = kept("old", ledger.checkpoint(100));
        Path forged = kept("forged", ledger.checkpoint(300, new SmallLedger().signer()));

        assertThat(consistency(old, forged, "--proof", "none"))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains("checkpoint: expected " + forged));
    }

    @Test
    void aProofThatIsNoneOrDoesNotFitIsSaidToBe() throws IOException {
        Path old = kept("old", ledger.checkpoint(257));
        Path young = kept("new", ledger.checkpoint(300));
        Path wrong =
                Files.writeString(folder.resolve("wrong"), ledger.checkpoint(9).text());
        Path empty = Files.writeString(folder.resolve("empty"), "");

        assertThat(consistency(old, young, "--proof", wrong))
                .returns(3, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("line 1 is not the base64 of a hash"));
        assertThat(consistency(old, young, "--proof", empty))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains("LENGTH"));
        assertThat(consistency(old, young)).returns(2, Called::exitCode);
    }

    @Test
    void aSourceThatEndsTooSoonShowsNothing() throws IOException {
        Path cut = ledger.copy(299).export(folder.resolve("cut.ndjson"));

        assertThat(consistency(kept("old", ledger.checkpoint(9)), kept("new", ledger.checkpoint(300)), cut))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains("size: expected 300 entries"));
    }

    @Test
    void aPinnedWitnessHasToHaveCosignedTheNewerOne() throws IOException {
        Cosigner witness = new Cosigner("witness.example/w1");
        Path old = kept("old", ledger.checkpoint(257));
        Path young = kept("new", ledger.checkpoint(300));
        Path cosigned = kept("cosigned", witness.cosign(ledger.checkpoint(300)));
        Path export = ledger.export(folder.resolve("export.ndjson"));

        assertThat(consistency(old, young, export, "--witness", witness.key()))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out())
                        .contains("witness: expected a checkpoint that witness.example/w1 cosigned"));
        assertThat(consistency(old, cosigned, export, "--witness", witness.key())
                        .exitCode())
                .isZero();
        assertThat(consistency(old, young, export, "--checkpoint", old).exitCode())
                .isEqualTo(2);
    }

    @Test
    void aTileThatIsDamagedIsNamed() throws IOException {
        try (LogServer server = new LogServer(ledger)) {
            server.alter("tile/0/000", bytes -> Arrays.copyOf(bytes, 31));

            assertThat(consistency(
                            kept("old", ledger.checkpoint(9)), kept("new", ledger.checkpoint(300)), server.address()))
                    .returns(3, Called::exitCode)
                    .satisfies(called -> assertThat(called.err()).contains("/tile/0/000 is damaged"));
        }
    }
}
